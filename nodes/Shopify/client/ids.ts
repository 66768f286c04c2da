/** Types of Shopify's objects, as their global ids name them. */
export type GidType = string;

/**
 * The global id of a catalogue id.
 *
 * @param id a number, its digits, or a global id (handed on as it is)
 */
export const gid = (type: GidType, id: unknown): string => {
	const text = String(id);
	return text.startsWith('gid://') ? text : `gid://shopify/${type}/${text}`;
};

/**
 * The number in a global id: 'gid://shopify/MailingAddress/12?model_name=x' → 12.
 *
 * @returns null when there is none (UUIDs, absent objects)
 */
export const legacyId = (id: unknown): number | null => {
	const found = /\/(\d+)(?:\?.*)?$/.exec(String(id ?? ''));
	return found ? Number(found[1]) : null;
};
