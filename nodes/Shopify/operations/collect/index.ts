import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { getAllCollects } from './getAll';

export const collect: Resource<Shop> = {
	option: { name: 'Collect', value: 'collect' },
	operations: [getAllCollects],
};
