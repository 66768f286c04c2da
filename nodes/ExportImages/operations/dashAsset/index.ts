import type { Resource } from '../../../shared/operation';
import type { Exporter } from '../../client/exporter';
import { downloadAsset } from './download';
import { getAsset } from './get';
import { getAllAssets } from './getAll';

export const dashAsset: Resource<Exporter> = {
	option: { name: 'Dash Asset', value: 'dashAsset' },
	operations: [downloadAsset, getAsset, getAllAssets],
};
