/** Names the newest act that an answer to a question is sure to hold; a page hears from its news what came after. Source: RULES.md SE71. */
export const NEWS_HEADER = 'x-news'
