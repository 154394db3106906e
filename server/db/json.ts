/** Reads a JSON column that this server wrote itself; its shape is the table's comment. */
export const fromJson = <T>(column: string): T => JSON.parse(column) as T
