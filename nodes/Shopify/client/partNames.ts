/** Names of the parts of a document that holds several requests: 'u3_orderClose'. */
export const partPrefix = (index: number): string => `u${index}_`;

/** Whether the first step of a path in an answer names a part. */
export const isPart = (root: unknown): boolean => typeof root === 'string' && /^u\d+_/.test(root);

/** A path in an answer without the number of its part, for texts. */
export const withoutPart = (path: string): string => path.replace(/^u\d+_/, '');
