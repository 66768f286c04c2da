import { ALL_ITEMS } from '../../../shared/operation';
import { batchOperation, productShape } from '../kit';
import { changeGalleries } from './change';
import { imageProperties, REPORT, REPORT_SIMPLIFIED, verifySource } from './fields';
import sample from './append.sample.json';

export const appendImages = batchOperation({
	resource: 'productGallery',
	operation: 'append',
	option: {
		name: 'Append',
		action: 'Append images to a product gallery',
		description: 'Add images to a gallery, unless they are there already',
	},
	hints: { readOnly: false, destructive: false, idempotent: true },
	scopes: ['read_products', 'write_products', 'write_files'],
	properties: imageProperties,
	shapes: { product: productShape },
	verify: verifySource,
	answer: { key: 'report', fields: REPORT, simplified: REPORT_SIMPLIFIED },
	sample,
	options: ['allowPrivateAddresses', 'recognizeByAlt', 'requestsPerSecond'],
	batchSize: ALL_ITEMS,
	async runBatch(calls, exporter) {
		const reports = await changeGalleries(calls, exporter, 'append');
		return reports.map((report) => (report instanceof Error ? report : { report }));
	},
});
