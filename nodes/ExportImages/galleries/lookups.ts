import { notFound } from './found';
import type { FoundProduct, ProductRef } from './gallery';

/** Pieces of a list. */
export function batches<T>(list: readonly T[], size: number): T[][] {
	const pieces: T[][] = [];
	for (let start = 0; start < list.length; start += size) {
		pieces.push(list.slice(start, start + size));
	}
	return pieces;
}

/** How a platform finds products: by many IDs or handles at once, by SKU one by one. */
export interface Finders {
	ids(ids: readonly string[]): Promise<ReadonlyMap<string, FoundProduct>>;
	handles(handles: readonly string[]): Promise<ReadonlyMap<string, FoundProduct>>;
	sku(ref: { sku: string }): Promise<FoundProduct | Error>;
}

/** Finds products with one request for all IDs, one for all handles, and one for each SKU. */
export async function joinedFinds(
	refs: readonly ProductRef[],
	finders: Finders,
): Promise<Array<FoundProduct | Error>> {
	const ids = refs.flatMap((ref) => ('id' in ref ? [ref.id] : []));
	const handles = refs.flatMap((ref) => ('handle' in ref ? [ref.handle] : []));
	const byId = ids.length > 0 ? await finders.ids(ids) : undefined;
	const byHandle = handles.length > 0 ? await finders.handles(handles) : undefined;
	const found: Array<FoundProduct | Error> = [];
	for (const ref of refs) {
		const one =
			'id' in ref
				? byId?.get(ref.id)
				: 'handle' in ref
					? byHandle?.get(ref.handle)
					: await finders.sku(ref).catch(asError);
		found.push(one ?? notFound(ref));
	}
	return found;
}

const asError = (thrown: unknown): Error =>
	thrown instanceof Error ? thrown : new Error(String(thrown));
