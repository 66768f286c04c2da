import type { Resource } from '../../../shared/operation';
import type { Exporter } from '../../client/exporter';
import { createExportJob } from './create';
import { getExportJob } from './get';

export const dashExportJob: Resource<Exporter> = {
	option: { name: 'Dash Export Job', value: 'dashExportJob' },
	operations: [createExportJob, getExportJob],
};
