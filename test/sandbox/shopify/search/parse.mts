/** One condition on a field, in the words of `extensions.search[].parsed`. */
export interface Term {
	/** "default" when the query names no field. */
	field: string;
	operator: 'match_all' | 'range_gt' | 'range_gte' | 'range_lt' | 'range_lte';
	value: string;
	quoted: boolean;
}

export type Query = { term: Term } | { and: Query[] } | { or: Query[] } | { not: Query };

const COMPARATORS: Array<[string, Term['operator']]> = [
	['>=', 'range_gte'],
	['<=', 'range_lte'],
	['>', 'range_gt'],
	['<', 'range_lt'],
];

/**
 * Parses Shopify's search syntax. Blank or AND joins, OR separates, parentheses group, a leading
 * "-" or NOT negates, '…' and "…" are phrases, a backslash escapes. OR binds tighter: a recorded
 * `vendor:NIKE OR vendor:VANS product_type:ACCESSORIES` found only accessories. Nothing is an
 * error: a dangling OR and an unclosed parenthesis are forgiven. An unquoted value ends at a
 * colon, so an unquoted time breaks in two terms, as Shopify's does.
 *
 * Out: undefined for a query without terms.
 */
export function parseSearch(text: string): Query | undefined {
	return new Parser(text).query();
}

class Parser {
	private at = 0;

	constructor(private readonly text: string) {}

	query(): Query | undefined {
		const parts: Query[] = [];
		while (this.at < this.text.length) {
			const part = this.conjunction();
			if (part !== undefined) parts.push(part);
			// A closing parenthesis that closes nothing.
			if (this.peek() === ')') this.at++;
		}
		return joined('and', parts);
	}

	private conjunction(): Query | undefined {
		const parts: Query[] = [];
		for (;;) {
			this.blanks();
			if (this.keyword('AND') || this.keyword('OR')) continue;
			if (this.at >= this.text.length || this.peek() === ')') break;
			const part = this.alternatives();
			if (part !== undefined) parts.push(part);
		}
		return joined('and', parts);
	}

	private alternatives(): Query | undefined {
		const parts: Query[] = [];
		do {
			this.blanks();
			if (this.at >= this.text.length || this.peek() === ')') break;
			const part = this.factor();
			if (part !== undefined) parts.push(part);
		} while (this.keyword('OR'));
		return joined('or', parts);
	}

	private factor(): Query | undefined {
		if (this.peek() === '-' || this.keyword('NOT')) {
			if (this.peek() === '-') this.at++;
			this.blanks();
			if (this.at >= this.text.length) return undefined;
			const part = this.factor();
			return part === undefined ? undefined : { not: part };
		}
		if (this.peek() === '(') {
			this.at++;
			const group = this.conjunction();
			this.blanks();
			if (this.peek() === ')') this.at++;
			return group;
		}
		return this.term();
	}

	private term(): Query | undefined {
		const phrase = this.phrase();
		if (phrase !== undefined) {
			return { term: { field: 'default', operator: 'match_all', value: phrase, quoted: true } };
		}
		const word = this.take(/(?:\\.|[^\s():])+/y);
		if (this.peek() !== ':') {
			if (word === '') {
				this.at++;
				return undefined;
			}
			return { term: { field: 'default', operator: 'match_all', value: word, quoted: false } };
		}
		this.at++;
		if (word === '') return undefined;
		return { term: { field: word, ...this.value() } };
	}

	private value(): Omit<Term, 'field'> {
		let operator: Term['operator'] = 'match_all';
		for (const [sign, meaning] of COMPARATORS) {
			if (!this.text.startsWith(sign, this.at)) continue;
			operator = meaning;
			this.at += sign.length;
			break;
		}
		const phrase = this.phrase();
		if (phrase !== undefined) return { operator, value: phrase, quoted: true };
		const pattern = this.peek() === '(' ? /\S+/y : /(?:\\.|[^\s):])+/y;
		return { operator, value: this.take(pattern).replace(/\\(.)/g, '$1'), quoted: false };
	}

	private phrase(): string | undefined {
		const quote = this.peek();
		if (quote !== '"' && quote !== "'") return undefined;
		let value = '';
		for (let i = this.at + 1; i < this.text.length; i++) {
			const char = this.text[i];
			if (char === '\\' && i + 1 < this.text.length) value += this.text[++i];
			else if (char === quote) {
				this.at = i + 1;
				return value;
			} else value += char;
		}
		return undefined;
	}

	private peek(): string {
		return this.text[this.at] ?? '';
	}

	private blanks(): void {
		this.take(/\s+/y);
	}

	private take(pattern: RegExp): string {
		pattern.lastIndex = this.at;
		const found = pattern.exec(this.text)?.[0] ?? '';
		this.at += found.length;
		return found;
	}

	private sees(word: string): boolean {
		const rest = this.text.slice(this.at);
		return rest.startsWith(word) && !/[^\s()]/.test(rest[word.length] ?? ' ');
	}

	private keyword(word: string): boolean {
		this.blanks();
		if (!this.sees(word)) return false;
		this.at += word.length;
		return true;
	}
}

function joined(kind: 'and' | 'or', parts: Query[]): Query | undefined {
	if (parts.length < 2) return parts[0];
	return kind === 'and' ? { and: parts } : { or: parts };
}
