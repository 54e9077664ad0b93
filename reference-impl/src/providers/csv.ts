/** The records of a CSV text (RFC 4180), each with its fields as they are; nothing when a quote is not closed. */
export function csvRecords(text: string): readonly (readonly string[])[] | undefined {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let isQuoted = false;
  const end = () => {
    record.push(field);
    field = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (isQuoted) {
      if (sign !== '"') field += sign;
      else if (text.charAt(at + 1) === '"') {
        field += '"';
        at += 1;
      } else isQuoted = false;
    } else if (sign === '"' && field === '') isQuoted = true;
    else if (sign === ',') end();
    else if (sign === '\n') {
      end();
      records.push(record);
      record = [];
    } else if (sign !== '\r') field += sign;
  }
  if (isQuoted) return undefined;
  if (field !== '' || record.length > 0) {
    end();
    records.push(record);
  }
  return records.filter((fields) => fields.some((one) => one !== ''));
}
