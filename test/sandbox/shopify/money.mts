/** Cents out of a decimal string or number; NaN when it is none. */
export function cents(amount: string | number): number {
	return Math.round(Number(amount) * 100);
}

/** Two places, as the scalar Money and REST print them: "24.00". */
export function money(value: number): string {
	return (value / 100).toFixed(2);
}

/** A Decimal: at least one place and otherwise no trailing zero: "30.0", "902.45". */
export function decimal(value: number): string {
	return (value / 100).toFixed(2).replace(/0$/, '');
}

export interface MoneyV2 {
	__typename: 'MoneyV2';
	amount: string;
	currencyCode: string;
}

export interface MoneyBag {
	__typename: 'MoneyBag';
	shopMoney: MoneyV2;
	presentmentMoney: MoneyV2;
}

/** An amount of cents in one currency. */
export function moneyV2(value: number, currencyCode: string): MoneyV2 {
	return { __typename: 'MoneyV2', amount: decimal(value), currencyCode };
}

/** The same amount in the shop's and in the customer's currency. */
export function moneyBag(
	value: number,
	currency: string,
	presentmentCurrency = currency,
	rate = 1,
): MoneyBag {
	return {
		__typename: 'MoneyBag',
		shopMoney: moneyV2(value, currency),
		presentmentMoney: moneyV2(Math.round(value * rate), presentmentCurrency),
	};
}

/** "$25.00", as Shopify's error texts print amounts. */
export function dollars(value: number): string {
	return `$${money(value)}`;
}
