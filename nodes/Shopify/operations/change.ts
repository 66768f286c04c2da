import type { IDataObject } from 'n8n-workflow';

import { documentCost } from '../client/cost';
import type { MutationOptions } from '../client/gather';
import { legacyId } from '../client/ids';
import type { Shop } from '../client/shop';
import type { Node, Payload } from '../payloads/payload';
import { afterwards } from './afterwards';
import { notFound } from './kit';

/** The record that a mutation answers with. */
interface Changed {
	table: Payload;
	/** Its key in the mutation's payload: 'order'. */
	key: string;
	/** Only these fields of it. */
	fields?: readonly string[];
}

/**
 * Changes a record and gives it as it is documented.
 *
 * A record in a mutation's answer costs points for each item, while reading costs the same for one
 * as for 250. So where items share requests, the mutations only answer with the ids, and the
 * records are read together afterwards.
 *
 * @param document the mutation, with the given text as the record's selection
 * @throws PlatformError as `mutate` does; when only the reading failed, its advice says so
 */
export async function change(
	shop: Shop,
	{ table, key, fields }: Changed,
	document: (selection: string) => string,
	variables: IDataObject,
	options: MutationOptions,
): Promise<IDataObject> {
	const whole = document(shop.selection(table, fields));
	const bare = document('id');
	const readLater = shop.gathers && documentCost(whole, variables) > documentCost(bare, variables);
	const payload = await shop.mutate(readLater ? bare : whole, variables, options);
	const changed = payload[key] as Node | null | undefined;
	const id = String(changed?.id);
	const named = changed?.id ? ` (ID ${legacyId(id) ?? id})` : '';
	const done = `The change was made${named}, only reading the record failed: do not run this item again.`;
	return await afterwards(done, async () => {
		// The answer holds the record, but long lists in it still have to be read to their end.
		if (!readLater) return await shop.record(table, changed, fields);
		const record = await shop.byId(table, id, fields);
		if (!record) throw notFound(table.type, legacyId(id) ?? id);
		return record;
	});
}
