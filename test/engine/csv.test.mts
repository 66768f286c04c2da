import { columnNames, CsvReader, readCsv, rowOf, writeCsv } from '../../nodes/shared/csv.ts';

const read = (text: string) => readCsv(text).records;

describe('reading', () => {
	it.each<[string, string, string[][]]>([
		[
			'plain',
			'a,b\n1,2\n',
			[
				['a', 'b'],
				['1', '2'],
			],
		],
		[
			'without a last line end',
			'a,b\n1,2',
			[
				['a', 'b'],
				['1', '2'],
			],
		],
		[
			'CR LF',
			'a,b\r\n1,2\r\n',
			[
				['a', 'b'],
				['1', '2'],
			],
		],
		[
			'CR alone',
			'a,b\r1,2\r',
			[
				['a', 'b'],
				['1', '2'],
			],
		],
		[
			'quotes',
			'"a","b"\n"1","2"\n',
			[
				['a', 'b'],
				['1', '2'],
			],
		],
		[
			'a comma in quotes',
			'a,b\n"1,5",2\n',
			[
				['a', 'b'],
				['1,5', '2'],
			],
		],
		['doubled quotes', 'a\n"say ""hi"""\n', [['a'], ['say "hi"']]],
		[
			'only doubled quotes',
			'a,b\n"""",""\n',
			[
				['a', 'b'],
				['"', ''],
			],
		],
		[
			'a line end in quotes',
			'a,b\n"1\r\n2\n3",4\n',
			[
				['a', 'b'],
				['1\r\n2\n3', '4'],
			],
		],
		[
			'a line end in a quoted name',
			'"a\nb";c\n1;2\n',
			[
				['a\nb', 'c'],
				['1', '2'],
			],
		],
		[
			'semicolons',
			'a;b\n1,5;2\n',
			[
				['a', 'b'],
				['1,5', '2'],
			],
		],
		[
			'tabs',
			'a\tb\n1\t2\n',
			[
				['a', 'b'],
				['1', '2'],
			],
		],
		[
			'the other separator in a quoted name',
			'"a,b,c";d\n1;2\n',
			[
				['a,b,c', 'd'],
				['1', '2'],
			],
		],
		[
			'a byte order mark',
			'\uFEFFa,b\n1,2\n',
			[
				['a', 'b'],
				['1', '2'],
			],
		],
		[
			'a byte order mark before a quote',
			'\uFEFF"a,x",b\n1,2\n',
			[
				['a,x', 'b'],
				['1', '2'],
			],
		],
		[
			'empty fields',
			'a,b,c\n,,\n',
			[
				['a', 'b', 'c'],
				['', '', ''],
			],
		],
		['empty lines', 'a\n\n\r\n1\n\n', [['a'], ['1']]],
		['an empty quoted field alone', 'a\n""\n', [['a'], ['']]],
		[
			'blanks',
			'a, b\n 1 ,2\n',
			[
				['a', ' b'],
				[' 1 ', '2'],
			],
		],
		['a quote inside a field', 'a\n5" nail\n', [['a'], ['5" nail']]],
		[
			'text behind a quote',
			'a,b\n"1"x,2\n',
			[
				['a', 'b'],
				['1x', '2'],
			],
		],
		['one column', 'a\n1\n2\n', [['a'], ['1'], ['2']]],
		[
			'letters outside ASCII',
			'ä,😀\nß,日本\n',
			[
				['ä', '😀'],
				['ß', '日本'],
			],
		],
		['nothing', '', []],
	])('%s', (_name, text, records) => {
		expect(read(text)).toEqual(records);
	});

	it.each(['a,b\n1,"2', '"a', 'a\n"1""'])('%j ends inside quotes', (text) => {
		expect(() => read(text)).toThrow('the text ends inside quotes');
	});

	it('is the same however the text is cut into pieces', () => {
		const text = '\uFEFF"na;me";"te""xt"\r\n"li\r\nne";😀\r\n\r\n;"""x"\r\n';
		const whole = read(text);
		expect(whole).toEqual([
			['na;me', 'te"xt'],
			['li\r\nne', '😀'],
			['', '"x'],
		]);
		const letters = Array.from(text);
		for (let size = 1; size <= letters.length; size++) {
			const records: string[][] = [];
			const reader = new CsvReader((record) => records.push(record));
			for (let at = 0; at < letters.length; at += size) {
				reader.push(letters.slice(at, at + size).join(''));
			}
			reader.end();
			expect(records).toEqual(whole);
		}
	});
});

describe('writing', () => {
	it.each([',', ';', '\t'])('what is written with %j is read again as it was', (separator) => {
		const records = [
			['a', 'b b', 'c'],
			['1,2;3\t4', 'say "hi"', 'two\nlines'],
			['', ' x ', '\r'],
		];
		expect(read(writeCsv(records, separator))).toEqual(records);
	});

	it('only fields that need quotes have them', () => {
		expect(writeCsv([['a', 'b;c', 'd,e']], ',')).toBe('a,b;c,"d,e"\n');
	});
});

describe('columns', () => {
	it('have names of their own', () => {
		expect(columnNames(['a', 'a', '', ' b ', 'a_2', 'a'])).toEqual([
			...['a', 'a_2', 'column_3', 'b', 'a_2_2', 'a_3'],
		]);
	});

	it('a short or long record loses nothing', () => {
		expect(rowOf(['a', 'b'], ['1'])).toEqual({ a: '1', b: '' });
		expect(rowOf(['a'], ['1', '2'])).toEqual({ a: '1', column_2: '2' });
	});

	it('a column named __proto__ is a field like any other', () => {
		const row = rowOf(['__proto__'], ['x']);
		expect(Object.keys(row)).toEqual(['__proto__']);
		expect(({} as Record<string, unknown>).x).toBeUndefined();
	});
});
