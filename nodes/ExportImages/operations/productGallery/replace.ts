import { ALL_ITEMS } from '../../../shared/operation';
import { batchOperation, productShape } from '../kit';
import { changeGalleries } from './change';
import { imageProperties, REPORT, REPORT_SIMPLIFIED, verifySource } from './fields';
import sample from './replace.sample.json';

export const replaceImages = batchOperation({
	resource: 'productGallery',
	operation: 'replace',
	option: {
		name: 'Replace',
		action: 'Replace the images of a product gallery',
		description: 'Make the listed images the whole gallery; images that are there already stay',
	},
	hints: { readOnly: false, destructive: true, idempotent: true },
	scopes: ['read_products', 'write_products', 'write_files'],
	properties: imageProperties,
	shapes: { product: productShape },
	verify: verifySource,
	answer: { key: 'report', fields: REPORT, simplified: REPORT_SIMPLIFIED },
	sample,
	options: ['allowPrivateAddresses', 'recognizeByAlt', 'requestsPerSecond'],
	batchSize: ALL_ITEMS,
	async runBatch(calls, exporter) {
		const reports = await changeGalleries(calls, exporter, 'replace');
		return reports.map((report) => (report instanceof Error ? report : { report }));
	},
});
