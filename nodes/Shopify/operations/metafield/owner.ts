import type { IDataObject, INodePropertyCollection } from 'n8n-workflow';

import { InputError } from '../../../shared/errors';
import type { Call } from '../../../shared/operation';
import type { Shape } from '../../../shared/shapes';
import { ObjectShape } from '../../../shared/shapes';
import { gid, legacyId } from '../../client/ids';
import type { Shop } from '../../client/shop';
import { METAFIELD_OWNERS, metafieldOwner } from '../../lookups/metafieldOwner';
import type { Node } from '../../payloads/payload';
import { dig } from '../../payloads/payload';
import { notFound, notStored } from '../kit';

const [ownerFields] = metafieldOwner.options as INodePropertyCollection[];
const documented = new ObjectShape(ownerFields.values);

/** The owner: documented as {type, id}. The shop is the only one of its kind and needs no id. */
export const ownerShape: Shape = {
	fromForm(value, at) {
		const row = (value as { owner?: IDataObject } | undefined)?.owner;
		return row ? documented.fromForm(row, at) : undefined;
	},
	check(value, at) {
		const owner = documented.check(value, at);
		if (owner.type !== 'shop' && (owner.id === undefined || owner.id === null)) {
			throw new InputError(
				`'${at}.id' is required`,
				'Give the ID of the record that the metafield belongs to; only the shop needs none.',
			);
		}
		return owner;
	},
};

function ownerNumber({ resource_type: owner }: IDataObject): string | undefined {
	const { id } = owner as { id?: number | string | null };
	return id === undefined || id === null ? undefined : String(id);
}

/** One metafield is changed in the order of the items; others of its owner at the same time. */
export const metafieldSubject = (input: IDataObject): string => {
	const { type } = input.resource_type as IDataObject;
	const { metafield_id: id, namespace, key } = input;
	if (id) return gid('Metafield', id);
	const owner = gid(METAFIELD_OWNERS[String(type)], ownerNumber(input) ?? 'shop');
	return JSON.stringify([owner, namespace, key]);
};

/** The global id of the owner that the input names. */
export async function ownerGid({ input }: Call, shop: Shop): Promise<string> {
	const number = ownerNumber(input);
	if (number !== undefined) {
		return gid(METAFIELD_OWNERS[String((input.resource_type as IDataObject).type)], number);
	}
	const data = await shop.once('query ShopId { shop { id } }');
	return String((data.shop as Node).id);
}

/** Whether a metafield's owner is the one that the input names. */
export function belongs(input: IDataObject, ownerId: unknown): boolean {
	const number = ownerNumber(input);
	return number === undefined || number === String(ownerId as number);
}

export const metafieldNotFound = ({ metafield_id: id, resource_type: owner }: IDataObject) =>
	notFound(
		'Metafield',
		id,
		`It must belong to the record given as '${String((owner as IDataObject).type)}'.`,
	);

/**
 * The metafield as the API names it: changes are not made by id.
 *
 * @throws PlatformError when the owner has no such metafield
 */
export async function findMetafield(
	{ input }: Call,
	shop: Shop,
): Promise<{ ownerId: string; namespace: string; key: string }> {
	const node = await shop.nodeById(
		'Metafield',
		gid('Metafield', input.metafield_id),
		'namespace key owner { ... on Node { id } }',
		{ first: true },
	);
	const ownerId = node && dig(node, 'owner.id');
	if (!ownerId || !belongs(input, legacyId(ownerId))) throw metafieldNotFound(input);
	return { ownerId: String(ownerId), namespace: String(node.namespace), key: String(node.key) };
}

/** The type of a metafield's owner, which decides what access scope it takes to change it. */
export const kindOfOwner = ({ ownerId }: IDataObject): string => String(ownerId).split('/')[3];

/** Tells that a metafield's description has no place in the API. */
export const tellDescription = (call: Call) => {
	notStored(call, 'description', "Shopify keeps it in the metafield's definition only");
};
