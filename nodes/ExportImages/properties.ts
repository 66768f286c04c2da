import type { INodeProperties } from 'n8n-workflow';

import {
	describe,
	forThoseThatReadIt,
	maxConcurrentRequests,
	pageCursor,
} from '../shared/description';
import { resources } from './operations';

const shop: INodeProperties = {
	displayName: 'Shop',
	name: 'shop',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['productGallery'] } },
	options: [
		{ name: 'Medusa', value: 'medusa' },
		{ name: 'Shoplazza', value: 'shoplazza' },
		{ name: 'Shopify', value: 'shopify' },
		{ name: 'SHOPLINE', value: 'shopline' },
	],
	default: 'shopify',
	description: 'The platform of the shop whose products are meant',
};

/** Dash exports to Shopify only. */
const dashShop: INodeProperties = {
	displayName: 'Shop',
	name: 'shop',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['dashExportJob'] } },
	options: [{ name: 'Shopify', value: 'shopify' }],
	default: 'shopify',
	description: 'The platform of the shop that Dash exports to',
};

const shopifyAuthentication: INodeProperties = {
	displayName: 'Shopify Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['dashExportJob', 'productGallery'], shop: ['shopify'] } },
	options: [
		{
			name: 'Access Token',
			value: 'accessToken',
			description: 'The token of a custom app made in the shop',
		},
		{
			name: 'Client Credentials',
			value: 'clientCredentials',
			description: 'Client ID and secret of an app of your own from the Dev Dashboard',
		},
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'An app that the shop has allowed by logging in',
		},
	],
	default: 'accessToken',
};

const shoplazzaAuthentication: INodeProperties = {
	displayName: 'Shoplazza Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['productGallery'], shop: ['shoplazza'] } },
	options: [
		{
			name: 'Access Token',
			value: 'accessToken',
			description: 'The token of a private app made in the store',
		},
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'An app that the store has allowed by logging in',
		},
	],
	default: 'accessToken',
};

const dashAuthentication: INodeProperties = {
	displayName: 'Dash Authentication',
	name: 'dashAuthentication',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['dashAsset', 'dashExportJob'] } },
	options: [
		{
			name: 'Access Token',
			value: 'accessToken',
			description: "A short-lived token copied from Dash's web app, for tests",
		},
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'A user of the account who has logged in',
		},
	],
	default: 'oAuth2',
};

const dashAccount: INodeProperties = {
	displayName: 'Dash Account',
	name: 'dashAuthentication',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['productGallery'] } },
	options: [
		{
			name: 'Access Token',
			value: 'accessToken',
			description: "A short-lived token copied from Dash's web app, for tests",
		},
		{
			name: 'None',
			value: 'none',
			description: 'No image comes from Dash',
		},
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'A user of the account who has logged in',
		},
	],
	default: 'none',
	description: 'Only for images that come from Dash: how to log in there',
};

const allowPrivateAddresses: INodeProperties = {
	displayName: 'Allow Private Addresses',
	name: 'allowPrivateAddresses',
	type: 'boolean',
	default: false,
	description:
		'Whether images may be fetched from this machine and its network. Leave it off when addresses come from others.',
};

const recognizeByAlt: INodeProperties = {
	displayName: 'Recognize by Alt Text',
	name: 'recognizeByAlt',
	type: 'boolean',
	default: false,
	description:
		'Whether an image of the gallery with the same alt text is taken for the same image. For shops that change the content of images.',
};

const requestsPerSecond: INodeProperties = {
	displayName: 'Requests per Second',
	name: 'requestsPerSecond',
	type: 'number',
	displayOptions: { show: { '/shop': ['medusa', 'shoplazza', 'shopline'] } },
	typeOptions: {
		minValue: 0.1,
	},
	default: 2,
	description:
		'How many requests a second Shoplazza, SHOPLINE or the Medusa server gets in the long run. Without this option it is what the first two document, 2 and 4, and 20 for Medusa.',
};

const [resource, ...others] = describe(
	resources,
	[
		forThoseThatReadIt(allowPrivateAddresses),
		maxConcurrentRequests,
		pageCursor,
		forThoseThatReadIt(recognizeByAlt),
		forThoseThatReadIt(requestsPerSecond),
	],
	'getOutputFields',
);

const operations = others.filter(({ name }) => name === 'operation');

/** Whom the node talks to stands right behind what it does, because it depends on it. */
export const properties: INodeProperties[] = [
	resource,
	...operations,
	shop,
	dashShop,
	shopifyAuthentication,
	shoplazzaAuthentication,
	dashAuthentication,
	dashAccount,
	...others.filter((property) => !operations.includes(property)),
];
