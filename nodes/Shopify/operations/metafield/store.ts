import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { Metafield } from '../../payloads/metafield';
import { kindOfOwner } from './owner';

/** Metafields of several items in one mutation, which Shopify carries out as a whole or not at all. */
const SEVERAL = { path: 'metafields', most: 25, results: 'metafields', kind: kindOfOwner };

/** Writes one metafield; the same metafield written twice is written once. */
export async function storeMetafield(
	{ fields }: Call,
	shop: Shop,
	metafield: IDataObject,
): Promise<IDataObject> {
	const { metafields } = await shop.mutate(
		`mutation StoreMetafield($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { metafields { ${shop.selection(Metafield, fields)} } userErrors { field message code } } }`,
		{ metafields: [metafield] },
		{ repeatable: true, first: true, check: "the metafield's value", list: SEVERAL },
	);
	const [stored] = metafields as unknown[];
	return await shop.record(Metafield, stored, fields);
}
