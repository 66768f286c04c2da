import { operation } from '../kit';
import { assetLocator } from '../productGallery/fields';
import sample from './get.sample.json';

export const getAsset = operation({
	resource: 'dashAsset',
	operation: 'get',
	option: {
		name: 'Get',
		action: 'Get a dash asset',
		description: 'Get what Dash knows of an asset',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['VIEW_ASSET'],
	properties: [{ ...assetLocator, required: true }],
	answer: { key: 'result' },
	sample,
	async run({ input }, exporter) {
		return await (await exporter.dash()).asset(String(input.asset_id));
	},
});
