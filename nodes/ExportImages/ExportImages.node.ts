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
import { Exporter } from './client/exporter';
import { lookups } from './lookups';
import { resources } from './operations';
import { properties } from './properties';

/** Resources whose work is Dash's own. */
const DASH = ['dashAsset', 'dashExportJob'];

/** Programmatic, because what is done to a gallery depends on what is in it, and takes several items. */
export class ExportImages implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Export Images',
		name: 'exportImages',
		icon: { light: 'file:exportImages.svg', dark: 'file:exportImages.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Bring images from files, addresses or Dash to the products of a shop',
		defaults: { name: 'Export Images' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		// Said by what hides them: n8n takes what `show` depends on out of the form, Resource and Shop too.
		credentials: [
			{
				name: 'dashApi',
				displayName: 'Credential for Dash',
				required: true,
				displayOptions: { hide: { dashAuthentication: ['none', 'oAuth2'] } },
			},
			{
				name: 'dashOAuth2Api',
				displayName: 'Credential for Dash',
				required: true,
				displayOptions: { hide: { dashAuthentication: ['accessToken', 'none'] } },
			},
			{
				name: 'medusaApi',
				displayName: 'Credential for Medusa',
				required: true,
				displayOptions: {
					hide: { resource: DASH, shop: ['shopify', 'shoplazza', 'shopline'] },
				},
			},
			{
				name: 'shopifyAdminTokenApi',
				displayName: 'Credential for Shopify',
				required: true,
				displayOptions: {
					hide: {
						resource: ['dashAsset'],
						shop: ['medusa', 'shoplazza', 'shopline'],
						authentication: ['clientCredentials', 'oAuth2'],
					},
				},
			},
			{
				name: 'shopifyAdminClientApi',
				displayName: 'Credential for Shopify',
				required: true,
				displayOptions: {
					hide: {
						resource: ['dashAsset'],
						shop: ['medusa', 'shoplazza', 'shopline'],
						authentication: ['accessToken', 'oAuth2'],
					},
				},
			},
			{
				name: 'shopifyAdminOAuth2Api',
				displayName: 'Credential for Shopify',
				required: true,
				displayOptions: {
					hide: {
						resource: ['dashAsset'],
						shop: ['medusa', 'shoplazza', 'shopline'],
						authentication: ['accessToken', 'clientCredentials'],
					},
				},
			},
			{
				name: 'shoplazzaApi',
				displayName: 'Credential for Shoplazza',
				required: true,
				displayOptions: {
					hide: {
						resource: DASH,
						shop: ['medusa', 'shopify', 'shopline'],
						authentication: ['oAuth2'],
					},
				},
			},
			{
				name: 'shoplazzaOAuth2Api',
				displayName: 'Credential for Shoplazza',
				required: true,
				displayOptions: {
					hide: {
						resource: DASH,
						shop: ['medusa', 'shopify', 'shopline'],
						authentication: ['accessToken'],
					},
				},
			},
			{
				name: 'shoplineApi',
				displayName: 'Credential for SHOPLINE',
				required: true,
				displayOptions: {
					hide: { resource: DASH, shop: ['medusa', 'shopify', 'shoplazza'] },
				},
			},
		],
		properties,
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
		return await execute(this, {
			resources,
			connect: async (context, hint) => await Promise.resolve(new Exporter(context, hint)),
		});
	}
}
