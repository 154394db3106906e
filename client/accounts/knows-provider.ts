/** Whether this server has an identity provider: its pages say so, so that nothing is asked where there is none. */
export const knowsProvider = (): boolean => document.documentElement.dataset.provider !== undefined
