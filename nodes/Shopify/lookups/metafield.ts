import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';

import { gid, legacyId } from '../client/ids';
import { connectShop } from '../client/shop';
import type { Node } from '../payloads/payload';
import { text } from './lookup';
import { METAFIELD_OWNERS } from './metafieldOwner';

/** A metafield of the chosen owner, from a list or by ID. Shopify's admin has no page for it. */
export const metafieldLocator: INodeProperties = {
	displayName: 'Metafield',
	name: 'metafieldId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The metafield to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a metafield...',
			typeOptions: {
				searchListMethod: 'searchMetafields',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 987654321',
			extractValue: {
				type: 'regex',
				regex: '(?:gid://shopify/Metafield/)?(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(?:gid://shopify/Metafield/)?\\d+\\s*$',
						errorMessage: 'A metafield ID is a number, or starts with gid://shopify/Metafield/',
					},
				},
			],
		},
	],
};

const METAFIELDS =
	'metafields(first: 100, after: $after) { nodes { id namespace key value } pageInfo { hasNextPage endCursor } }';

/** The metafields of the chosen owner. */
export async function searchMetafields(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const chosen = this.getCurrentNodeParameter('resourceType') as
		{ owner?: IDataObject } | undefined;
	const { type, id } = chosen?.owner ?? {};
	// A locator inside a collection comes whole; it may hold a number or a global id.
	const given = (id as IDataObject | undefined)?.value ?? id;
	const number = /(\d+)(?:\?.*)?$/.exec(text(given))?.[1] ?? '';
	if (type !== 'shop' && number === '') return { results: [] };
	const shop = await connectShop(this);
	const after = paginationToken ?? null;
	const data =
		type === 'shop'
			? await shop.query(`query ShopMetafields($after: String) { shop { ${METAFIELDS} } }`, {
					after,
				})
			: await shop.query(
					`query MetafieldsOf($id: ID!, $after: String) { node(id: $id) { ... on HasMetafields { ${METAFIELDS} } } }`,
					{ id: gid(METAFIELD_OWNERS[text(type)], number), after },
				);
	const owner = (data.shop ?? data.node) as Node | null;
	if (!owner) return { results: [] };
	const { nodes, pageInfo } = owner.metafields as { nodes: Node[]; pageInfo: Node };
	const results = nodes.map((node) => ({
		name: `${text(node.namespace)}.${text(node.key)}: ${text(node.value).slice(0, 40)}`,
		value: String(legacyId(node.id)),
	}));
	return {
		results: results.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase())),
		paginationToken: pageInfo.hasNextPage === true ? String(pageInfo.endCursor) : undefined,
	};
}
