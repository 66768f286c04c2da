/** A global id: gid://shopify/Type/number, sometimes with a query part. */
const GID = /^gid:\/\/shopify\/(\w+)\/([^/?]+)(\?.*)?$/;

/** The global id of a numbered object. */
export function gid(type: string, number: number | string): string {
	return `gid://shopify/${type}/${number}`;
}

/** The type and key in a global id; undefined for anything else. */
export function parseGid(id: string): { type: string; key: string } | undefined {
	const match = GID.exec(id);
	return match === null ? undefined : { type: match[1], key: match[2] };
}

/** The number in a global id, 0 when it has none. */
export function idNumber(id: string): number {
	return Number(parseGid(id)?.key ?? 0) || 0;
}

/** First numbers of each kind and the step between them: 13 digits, as Shopify's are today. */
const FIRST: Record<string, number> = {
	Order: 6_142_370_414_642,
	Product: 9_801_098_723_442,
	ProductVariant: 50_897_201_856_745,
	InventoryItem: 52_944_163_045_490,
	Customer: 8_714_268_541_042,
	LineItem: 15_312_619_651_378,
	Location: 106_318_430_322,
	MediaImage: 39_467_722_375_401,
};
const STEP = 32_768;

/** Hands out numbers per kind, rising, never twice. */
export class IdSource {
	private readonly counts = new Map<string, number>();

	/** The next number of a kind, for instance of "Order". */
	number(type: string): number {
		const count = this.counts.get(type) ?? 0;
		this.counts.set(type, count + 1);
		return (FIRST[type] ?? 7_020_040_060_018) + count * STEP;
	}

	/** The next global id of a kind. */
	next(type: string): string {
		return gid(type, this.number(type));
	}
}
