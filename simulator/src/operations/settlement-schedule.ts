import type { SettingStore } from '../store/settings.ts';

/** When captures are settled: whenever somebody asks for it, or also at the end of every day in UTC. */
export const SETTLEMENT_SCHEDULES = ['manual', 'daily'] as const;
export type SettlementSchedule = (typeof SETTLEMENT_SCHEDULES)[number];

/** The settlement schedules of the environments. */
export type SettlementSchedules = Readonly<{
  of: (environment: string) => SettlementSchedule;
  set: (environment: string, schedule: SettlementSchedule) => Promise<void>;
}>;

const KIND = 'settlement_schedule';

/** The schedules as they were kept; an environment without one settles by hand. */
export async function keptSchedules(store: SettingStore): Promise<SettlementSchedules> {
  const known = new Map(
    (await store.settingsOf(KIND)).map(({ environment, value }) => [
      environment,
      SETTLEMENT_SCHEDULES.find((schedule) => schedule === value),
    ]),
  );
  return {
    of: (environment) => known.get(environment) ?? 'manual',
    set: async (environment, schedule) => {
      known.set(environment, schedule);
      await store.putSetting({ environment, kind: KIND, value: schedule });
    },
  };
}
