/**
 * GraphQL selections as data: read from text, merged, narrowed, priced and written again.
 *
 * A key is a field as it is written (`items: lineItems(first: 50)`) or an inline fragment
 * (`... on MediaImage`); a value holds what is selected below it.
 */
export interface Selection {
	[field: string]: Selection | true;
}

const TOKEN =
	/#[^\n]*|"""[\s\S]*?"""|"(?:\\.|[^"\\])*"|\.\.\.|[A-Za-z_$][\w]*|-?\d[\w.+-]*|[{}()[\]:!=@|&]/g;

/** Splits GraphQL text into its tokens; comments and commas carry no meaning. */
export const tokenize = (text: string): string[] =>
	(text.match(TOKEN) ?? []).filter((token) => !token.startsWith('#'));

/** A cursor over tokens. */
export class Tokens {
	private at = 0;

	constructor(private readonly tokens: string[]) {}

	get peek(): string | undefined {
		return this.tokens[this.at];
	}

	next(): string {
		const token = this.tokens[this.at];
		if (token === undefined) throw new SyntaxError('The GraphQL text ends too early');
		this.at += 1;
		return token;
	}

	/** Takes the token when it is there. */
	skip(token: string): boolean {
		if (this.peek !== token) return false;
		this.at += 1;
		return true;
	}

	/** The text from an opening bracket to its partner. */
	bracketed(open: string, close: string): string {
		let text = '';
		let depth = 0;
		do {
			const token = this.next();
			if (token === open) depth += 1;
			if (token === close) depth -= 1;
			const tight = token === close || token === ':' || text === '' || /[([{$]$/.test(text);
			text += tight ? token : ` ${token}`;
		} while (depth > 0);
		return text;
	}

	/** Arguments, if any: '(first: 50, query: "x")' in one spelling. */
	argumentsText(): string {
		return this.peek === '(' ? this.bracketed('(', ')') : '';
	}

	directives(): string {
		let text = '';
		while (this.skip('@')) text += ` @${this.next()}${this.argumentsText()}`;
		return text;
	}
}

/** Reads `{ a b { c } ... on T { d } }`, the opening brace already taken. */
export function readSelection(tokens: Tokens): Selection {
	const selection: Selection = {};
	while (!tokens.skip('}')) {
		let key = tokens.next();
		if (key === '...') {
			key = tokens.skip('on')
				? `... on ${tokens.next()}`
				: tokens.peek === '{'
					? '...'
					: `...${tokens.next()}`;
		} else if (tokens.skip(':')) {
			key += `: ${tokens.next()}`;
		}
		key += tokens.argumentsText() + tokens.directives();
		const below = tokens.skip('{') ? readSelection(tokens) : true;
		add(selection, key, below);
	}
	return selection;
}

function add(into: Selection, key: string, below: Selection | true) {
	const present = into[key];
	into[key] =
		below === true || present === undefined || present === true
			? below === true
				? (present ?? true)
				: below
			: merge(present, below);
}

/** Reads a selection's inside: 'id customer { email }'. */
export const select = (text: string): Selection => readSelection(new Tokens(tokenize(`${text} }`)));

/** Everything that any of the selections holds; the given ones stay as they are. */
export function merge(...selections: Selection[]): Selection {
	const merged: Selection = {};
	for (const selection of selections) {
		for (const [key, below] of Object.entries(selection)) add(merged, key, below);
	}
	return merged;
}

/** The selection's inside as GraphQL text. */
export const print = (selection: Selection): string =>
	Object.entries(selection)
		.map(([key, below]) => (below === true ? key : `${key} { ${print(below)} }`))
		.join(' ');
