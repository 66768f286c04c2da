import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeExecutionData,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { execute } from '../shared/execute';
import { outputFieldOptions } from '../shared/output';
import { connectShop } from './client/shop';
import { lookups } from './lookups';
import { resources } from './operations';
import { authentication, properties } from './properties';

/** Programmatic, because calls depend on each other: throttling by cost, nested lists, jobs, uploads. */
export class ShopifyAdmin implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Shopify Admin',
		name: 'shopifyAdmin',
		icon: { light: 'file:shopifyAdmin.svg', dark: 'file:shopifyAdmin.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Work with orders, products, customers and stock of a Shopify shop',
		defaults: { name: 'Shopify Admin' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'shopifyAdminTokenApi',
				required: true,
				displayOptions: { show: { authentication: ['accessToken'] } },
			},
			{
				name: 'shopifyAdminClientApi',
				required: true,
				displayOptions: { show: { authentication: ['clientCredentials'] } },
			},
			{
				name: 'shopifyAdminOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		properties: [authentication, ...properties],
	};

	methods = {
		listSearch: lookups,
		loadOptions: {
			async getOutputFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
				return outputFieldOptions(this, resources);
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this, { resources, connect: connectShop });
	}
}
