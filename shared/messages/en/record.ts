/** What every page says of the record book; its own page says the rest. */
export const record = { title: 'Record book' }
