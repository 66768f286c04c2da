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

/** Programmatic, because of the rate limit, the versions' different forms and the careful writes. */
export class Shoplazza implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Shoplazza',
		name: 'shoplazza',
		icon: { light: 'file:shoplazza.svg', dark: 'file:shoplazza.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Work with products, images, orders, customers and stock of a Shoplazza store',
		defaults: { name: 'Shoplazza' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'shoplazzaApi',
				required: true,
				displayOptions: { show: { authentication: ['accessToken'] } },
			},
			{
				name: 'shoplazzaOAuth2Api',
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
		return await execute(this, {
			resources,
			connect: async (context, hint) => await connectShop(context, hint),
		});
	}
}
