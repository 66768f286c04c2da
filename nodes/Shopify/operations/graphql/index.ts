import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { graphqlRequest } from './request';

export const graphql: Resource<Shop> = {
	option: { name: 'GraphQL', value: 'graphql' },
	operations: [graphqlRequest],
};
