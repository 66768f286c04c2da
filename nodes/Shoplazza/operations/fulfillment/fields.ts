import type { INodeProperties } from 'n8n-workflow';

/** Tracking of a fulfillment beside its number, in the order of the labels. */
export const trackingFields: INodeProperties[] = [
	{
		displayName: 'Tracking Company',
		name: 'trackingCompany',
		type: 'string',
		default: '',
		placeholder: 'e.g. DHL',
	},
	{
		displayName: 'Tracking Company Code',
		name: 'trackingCompanyCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. dhl',
	},
	{
		displayName: 'Tracking URL',
		name: 'trackingUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/track/1Z2345',
	},
];

/** What can be changed of a fulfillment, in the order of the labels. */
export const changeFields: INodeProperties[] = [
	{
		displayName: 'Send Email',
		name: 'sendEmail',
		type: 'boolean',
		default: false,
		description: 'Whether to tell the customer by email',
	},
	...trackingFields.slice(0, 2),
	{
		displayName: 'Tracking Number',
		name: 'trackingNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1Z2345',
	},
	...trackingFields.slice(2),
];
