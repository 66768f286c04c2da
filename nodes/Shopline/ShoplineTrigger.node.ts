import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { subscriptionMethods } from '../shared/activation';
import { startCatchUp } from '../shared/catcher';
import { receive, webhook } from '../shared/receive';
import { shopline } from './triggers/platform';
import { properties } from './triggers/properties';

/** Starts a workflow from SHOPLINE's webhooks. */
export class ShoplineTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SHOPLINE Trigger',
		name: 'shoplineTrigger',
		icon: { light: 'file:shopline.svg', dark: 'file:shopline.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ [...$parameter["topics"], $parameter["customTopics"]].filter(Boolean).join(", ") }}',
		description: 'Starts the workflow when something happens in a SHOPLINE shop',
		eventTriggerDescription: 'Waiting for an event in the SHOPLINE shop',
		defaults: { name: 'SHOPLINE Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'shoplineApi', required: true }],
		webhooks: [webhook],
		properties,
	};

	webhookMethods = { default: subscriptionMethods(shopline) };

	/** A delivery. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, shopline);
	}

	/** At activation and start: what was missed. */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await startCatchUp(this, shopline);
	}

	/** In a run: hands on what started it. Without it n8n would call `trigger` again in test runs. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}
