import { legacyId as numberOf } from '../client/ids';
import type { Payload } from './payload';
import { derived, dig, legacyId, mapped, only, payload, plain } from './payload';

/** Names of owners where lower case alone does not give them. */
const OWNERS: Record<string, string> = { DRAFTORDER: 'draft_order', PRODUCTVARIANT: 'variant' };

/** A metafield. */
export const Metafield: Payload = payload('Metafield', {
	id: legacyId(),
	namespace: plain('namespace'),
	// Asked for by keys, Shopify answers "namespace.key".
	key: derived(
		'namespace key',
		({ namespace, key }) => String(key).replace(`${String(namespace)}.`, ''),
		'key',
	),
	value: plain('value'),
	description: plain('definition.description'),
	owner_id: derived(
		'owner { ... on Node { id } }',
		(metafield) => numberOf(dig(metafield, 'owner.id')),
		'the number in owner.id',
	),
	created_at: plain('createdAt'),
	updated_at: plain('updatedAt'),
	owner_resource: mapped(
		'ownerType',
		(owner: string) => OWNERS[owner] ?? owner.toLowerCase(),
		'in lower case, as "variant" and "draft_order" for these',
	),
	type: plain('type'),
	admin_graphql_api_id: plain('id'),
});

/** A metafield of an order. */
export const OrderMetafield: Payload = only(Metafield, [
	'id',
	'namespace',
	'key',
	'value',
	'type',
	'description',
]);

export const METAFIELD_SIMPLIFIED: readonly string[] = [
	'id',
	'namespace',
	'key',
	'value',
	'type',
	'owner_resource',
	'owner_id',
	'updated_at',
];
