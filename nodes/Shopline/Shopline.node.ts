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
import { connectStore } from './client/store';
import { lookups } from './lookups';
import { resources } from './operations';
import { properties } from './properties';

/** Programmatic, because calls depend on each other: paging by header, pacing, image lists. */
export class Shopline implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SHOPLINE',
		name: 'shopline',
		icon: { light: 'file:shopline.svg', dark: 'file:shopline.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Work with products, orders, customers and stock of a SHOPLINE shop',
		defaults: { name: 'SHOPLINE' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'shoplineApi', required: true }],
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
			connect: async (context, hint) => await connectStore(context, hint),
		});
	}
}
