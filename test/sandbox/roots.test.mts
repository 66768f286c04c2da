import { type Sandbox, startSandbox } from './index.mts';
import { graphql } from './testClient.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ amounts: { products: 5, customers: 3, orders: 5 } });
});
afterAll(() => sandbox.stop());

describe('root fields', () => {
	it('refuses a root field that it does not model before anything of the request runs', async () => {
		const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
		const { id, closedAt } = sandbox.shopify.db.orders[0];
		const answer = await graphql(
			sandbox,
			`
				mutation M($id: ID!) {
					orderClose(input: { id: $id }) {
						order {
							id
						}
					}
					...Rest
				}
				fragment Rest on Mutation {
					giftCardDeactivate(id: "gid://shopify/GiftCard/1") {
						giftCard {
							id
						}
					}
				}
			`,
			{ id },
		);
		expect(answer).toMatchObject({ status: 200, data: undefined, extensions: {} });
		expect(answer.errors).toEqual([
			expect.objectContaining({
				message: 'The sandbox does not model the field Mutation.giftCardDeactivate.',
				path: ['mutation M', 'giftCardDeactivate'],
				extensions: expect.objectContaining({ code: 'undefinedField' }) as unknown,
			}),
		]);
		expect(sandbox.shopify.db.order(id)?.closedAt).toBe(closedAt);
		expect(write).toHaveBeenCalledWith(expect.stringContaining('Mutation.giftCardDeactivate'));
		expect(sandbox.control.requests()[0].notModelled).toEqual(['Mutation.giftCardDeactivate']);
		write.mockRestore();
	});
});
