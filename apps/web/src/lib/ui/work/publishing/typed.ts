/** What can be done to a change. */
export const changeActs = ['save', 'rebase', 'propose', 'publish', 'send-back', 'discard'] as const;
