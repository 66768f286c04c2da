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
import { shoplazza } from './triggers/platform';
import { properties } from './triggers/properties';

/** Starts a workflow from Shoplazza's webhooks. */
export class ShoplazzaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Shoplazza Trigger',
		name: 'shoplazzaTrigger',
		icon: { light: 'file:shoplazza.svg', dark: 'file:shoplazza.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ [...$parameter["topics"], $parameter["customTopics"]].filter(Boolean).join(", ") }}',
		description: 'Starts the workflow when something happens in a Shoplazza store',
		eventTriggerDescription: 'Waiting for an event in the Shoplazza store',
		defaults: { name: 'Shoplazza Trigger' },
		inputs: [],
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
		webhooks: [webhook],
		properties,
	};

	webhookMethods = { default: subscriptionMethods(shoplazza) };

	/** A delivery. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, shoplazza);
	}

	/** At activation and start: what was missed. */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await startCatchUp(this, shoplazza);
	}

	/** In a run: hands on what started it. Without it n8n would call `trigger` again in test runs. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}
