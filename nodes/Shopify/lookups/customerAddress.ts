import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';

import { gid, legacyId } from '../client/ids';
import { connectShop } from '../client/shop';
import type { Node } from '../payloads/payload';
import { nodesOf } from '../payloads/payload';
import { text } from './lookup';

/** An address of the chosen customer, from a list or by ID. */
export const customerAddressLocator: INodeProperties = {
	displayName: 'Address',
	name: 'id',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The address to change; a new one is added when none is chosen',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an address...',
			typeOptions: {
				searchListMethod: 'searchCustomerAddresses',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 5678901234',
			extractValue: {
				type: 'regex',
				regex: '(?:gid://shopify/MailingAddress/)?(\\d+)(?:\\?.*)?',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(?:gid://shopify/MailingAddress/)?\\d+(?:\\?.*)?\\s*$',
						errorMessage: 'An address ID is a number, or starts with gid://shopify/MailingAddress/',
					},
				},
			],
		},
	],
};

/** The addresses of the chosen customer: there are few, so all of them are read. */
export async function searchCustomerAddresses(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const chosen = this.getCurrentNodeParameter('customerId', { extractValue: true });
	const number = legacyId(`/${text(chosen)}`);
	if (number === null) return { results: [] };
	const shop = await connectShop(this);
	const data = await shop.query(
		'query AddressesOf($id: ID!) { customer(id: $id) { addressesV2(first: 250) { nodes { id formatted } } } }',
		{ id: gid('Customer', number) },
	);
	const results = nodesOf((data.customer ?? {}) as Node, 'addressesV2').map((address) => ({
		name: (address.formatted as string[]).join(', '),
		value: String(legacyId(address.id)),
	}));
	return {
		results: results.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase())),
	};
}
