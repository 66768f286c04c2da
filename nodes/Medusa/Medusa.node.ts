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
import { connectServer } from './client/server';
import { lookups } from './lookups';
import { resources } from './operations';
import { properties } from './properties';

/** Programmatic, because calls depend on each other: jobs are started, waited for and fetched. */
export class Medusa implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Medusa',
		name: 'medusa',
		icon: { light: 'file:medusa.svg', dark: 'file:medusa.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Export and import products and orders of a Medusa server, version 1 or 2',
		defaults: { name: 'Medusa' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'medusaApi', required: true }],
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
		return await execute(this, { resources, connect: connectServer });
	}
}
