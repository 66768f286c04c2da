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
import { shopify } from './triggers/platform';
import { properties } from './triggers/properties';

/** Starts a workflow from Shopify's webhooks. */
export class ShopifyAdminTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Shopify Admin Trigger',
		name: 'shopifyAdminTrigger',
		icon: { light: 'file:shopifyAdmin.svg', dark: 'file:shopifyAdmin.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ [...$parameter["topics"], $parameter["customTopics"]].filter(Boolean).join(", ") }}',
		description: 'Starts the workflow when something happens in a Shopify shop',
		eventTriggerDescription: 'Waiting for an event in the Shopify shop',
		defaults: { name: 'Shopify Admin Trigger' },
		inputs: [],
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
		webhooks: [webhook],
		properties,
	};

	webhookMethods = { default: subscriptionMethods(shopify) };

	/** A delivery. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, shopify);
	}

	/** At activation and start: what was missed. */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await startCatchUp(this, shopify);
	}

	/** In a run: hands on what started it. Without it n8n would call `trigger` again in test runs. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}
