import { amountText, moneySet, moneyV2, shopMoney } from '../../nodes/Shopify/payloads/payload.ts';
import { Order } from '../../nodes/Shopify/payloads/order.ts';
import { record } from './answer.mts';
import { bag, connection, lineItem, order } from './shapes.mts';

test.each([
	['30.0', 'CAD', '30.00'],
	['19.9', 'CAD', '19.90'],
	['902.45', 'USD', '902.45'],
	['0.0', 'EUR', '0.00'],
	['-4.5', 'USD', '-4.50'],
	['1200.0', 'JPY', '1200'],
	['5.25', 'KWD', '5.250'],
	['5.0', 'BHD', '5.000'],
	['1.2345', 'USD', '1.2345'],
	['7', 'USD', '7.00'],
	['1000.5', 'HUF', '1000.50'],
	['1000.5', 'COP', '1000.50'],
	['0.5', 'IQD', '0.500'],
	['7.0', 'not a currency', '7.00'],
])('%s %s is written %s', (amount, currency, text) => {
	expect(amountText(amount, currency)).toBe(text);
});

test('money that is absent stays null', () => {
	for (const field of [shopMoney('totalTaxSet'), moneyV2('totalTaxSet'), moneySet('totalTaxSet')]) {
		expect(field.read({ totalTaxSet: null })).toBeNull();
	}
});

test('a set shows both currencies, each with its own places', () => {
	const price = {
		shopMoney: { amount: '12.5', currencyCode: 'USD' },
		presentmentMoney: { amount: '1875.0', currencyCode: 'JPY' },
	};
	expect(moneySet('price').read({ price })).toEqual({
		shop_money: { amount: '12.50', currency_code: 'USD' },
		presentment_money: { amount: '1875', currency_code: 'JPY' },
	});
	expect(shopMoney('price').read({ price })).toBe('12.50');
});

test.each([
	['CAD', ['10.1', '0.2'], '10.30'],
	['JPY', ['1200.0', '30.0'], '1230'],
	['KWD', ['0.125', '0.25'], '0.375'],
])('the lines of an order in %s are summed without rounding errors', (currency, prices, sum) => {
	const lines = prices.map((price) =>
		lineItem({ quantity: 1, originalUnitPriceSet: bag(price, currency) }),
	);
	const whole = { ...order, lineItems: connection(lines) };
	expect(record(Order, whole, ['total_line_items_price'])).toEqual({ total_line_items_price: sum });
});

test('an order without lines costs nothing', () => {
	const whole = { ...order, lineItems: connection([]) };
	expect(record(Order, whole, ['total_line_items_price'])).toEqual({
		total_line_items_price: '0.00',
	});
});
