export const adoption = {}
