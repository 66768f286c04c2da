import type { INodeProperties } from 'n8n-workflow';

/**
 * Resource locators, one per thing that a user chooses. An operation spreads the one it needs.
 * The ID mode takes numbers and global ids, the URL mode addresses of Shopify's admin.
 */
export const orderLocator: INodeProperties = {
	displayName: 'Order',
	name: 'orderId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The order to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an order...',
			typeOptions: {
				searchListMethod: 'searchOrders',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 4495678901234',
			extractValue: {
				type: 'regex',
				regex: '(?:gid://shopify/Order/)?(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(?:gid://shopify/Order/)?\\d+\\s*$',
						errorMessage: 'An order ID is a number, or starts with gid://shopify/Order/',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://admin.shopify.com/store/my-shop/orders/4495678901234',
			extractValue: {
				type: 'regex',
				regex: 'https://[^/]+/(?:store/[^/]+|admin)/orders/(\\d+).*',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https://[^/]+/(?:store/[^/]+|admin)/orders/\\d+.*',
						errorMessage: "This is not the address of an order in Shopify's admin",
					},
				},
			],
		},
	],
};

export const productLocator: INodeProperties = {
	displayName: 'Product',
	name: 'productId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The product to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a product...',
			typeOptions: {
				searchListMethod: 'searchProducts',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 7890123456789',
			extractValue: {
				type: 'regex',
				regex: '(?:gid://shopify/Product/)?(\\d+)',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*(?:gid://shopify/Product/)?\\d+\\s*$',
						errorMessage: 'A product ID is a number, or starts with gid://shopify/Product/',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://admin.shopify.com/store/my-shop/products/7890123456789',
			extractValue: {
				type: 'regex',
				regex: 'https://[^/]+/(?:store/[^/]+|admin)/products/(\\d+).*',
			},
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https://[^/]+/(?:store/[^/]+|admin)/products/\\d+.*',
						errorMessage: "This is not the address of a product in Shopify's admin",
					},
				},
			],
		},
	],
};
