import { expect, test } from 'vitest';
import type { World } from '../../operations/world.ts';
import { paypalRoutes } from './routes.ts';
import document from './wire.json' with { type: 'json' };

test('what is served is what the specification has, operation by operation', () => {
  // Nothing is asked of the world before somebody asks for something.
  const { routes } = paypalRoutes({} as World);
  const served = routes.map(
    ({ method, path, operation }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')} ${operation}`,
  );
  const specified = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, operation]) =>
      'operationId' in operation ? [`${method} ${path} ${operation.operationId}`] : [],
    ),
  );
  expect(served.toSorted()).toEqual(specified.toSorted());
});
