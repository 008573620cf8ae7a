#!/usr/bin/env python3
"""Writes CODE.tsv of this folder from the locale data of ICU (CLDR), with PyICU. usage: make.py [CODE…]

A line: what, a tab, its value, a tab, its forms with | between them. All in lower case but quotation marks.
"""
import sys, os, re, unicodedata
import icu

LANGUAGES = '''en de fr es it pt nl sv da nb nn is fi et lv lt pl cs sk sl hr sr bs bg mk ru uk be ro hu el tr az ka hy he ar fa
ur hi ne mr bn gu pa ta te kn ml si th km lo my vi id ms fil zh ja ko sw af ca gl eu ga cy sq mt kk uz mn'''.split()
TAGS = icu.URBNFRuleSetTag.SPELLOUT
FULL, SHORT = icu.UNumberUnitWidth.FULL_NAME, icu.UNumberUnitWidth.SHORT
MANTISSAS = [1, 2, 3, 5, 11, 21, 100]
# Currencies that share their word, by what a finding calls them; the word is what the names have in common.
MONEY = {'dollar': ['USD', 'AUD', 'CAD'], 'euro': ['EUR'], 'pound': ['GBP', 'EGP'], 'yen': ['JPY'], 'yuan': ['CNY'],
         'rupee': ['INR', 'NPR'], 'rouble': ['RUB', 'BYN'], 'franc': ['CHF', 'XAF'], 'crown': ['SEK', 'NOK', 'DKK', 'CZK'],
         'złoty': ['PLN'], 'forint': ['HUF'], 'leu': ['RON', 'MDL'], 'lira': ['TRY'], 'won': ['KRW', 'KPW'],
         'real': ['BRL'], 'peso': ['MXN', 'ARS'], 'hryvnia': ['UAH'], 'lev': ['BGN'], 'shekel': ['ILS']}
ROOTS = {'yen': 'yen jen ien yän жен иен йен єн', 'yuan': 'yuan juan iuan yuán юан жуан', 'złoty': 'zloty złot zlot злот',
         'forint': 'forint форинт', 'lira': 'lir лир lír', 'real': 'real reai reál реал', 'hryvnia': 'hryv griv hriv grzy grivn гривн hřiv gryv',
         'lev': 'lev lew лев leva', 'shekel': 'shek shek shéq sheq chek sik šek sek шек sjek szek sequ', 'euro': 'euro evro eiro ευρ евр єв'}
UNITS = {n: getattr(icu.MeasureUnit, 'create' + c)() for n, c in {
    'km': 'Kilometer', 'm': 'Meter', 'cm': 'Centimeter', 'mm': 'Millimeter', 'mile': 'Mile', 'foot': 'Foot', 'inch': 'Inch',
    'yard': 'Yard', 'kg': 'Kilogram', 'g': 'Gram', 'mg': 'Milligram', 't': 'MetricTon', 'lb': 'Pound', 'oz': 'Ounce', 'l': 'Liter',
    'ml': 'Milliliter', 'gallon': 'Gallon', 'ha': 'Hectare', 'acre': 'Acre', 'km2': 'SquareKilometer', 'm2': 'SquareMeter',
    'mile2': 'SquareMile', '°C': 'Celsius', '°F': 'Fahrenheit', 'km/h': 'KilometerPerHour', 'mph': 'MilePerHour', 'MW': 'Megawatt',
    'kW': 'Kilowatt', 'MB': 'Megabyte', 'GB': 'Gigabyte', 'KB': 'Kilobyte', 'TB': 'Terabyte', 'second': 'Second', 'minute': 'Minute', 'hour': 'Hour', 'day': 'Day',
    'week': 'Week', 'month': 'Month', 'year': 'Year', '%': 'Percent'}.items()}
# Their 10^6 is ten lakh.
INDIC = {'ne', 'hi', 'mr', 'gu', 'bn', 'pa'}
TERRITORIES = [r for r in icu.Locale.getISOCountries()]


def clean(text):
    text = ''.join(c for c in text if unicodedata.category(c) not in ('Cf',) or c in '\u200c\u200d')
    return re.sub(r'\s+', ' ', text.replace('\xa0', ' ').replace('\u202f', ' ')).strip().lower()


def bare(text):
    """What is left of a formatted number once digits and marks are gone."""
    text = re.sub(r'[\d٠-٩۰-۹०-९০-৯]+([.,٫٬\u202f\xa0 ’][\d٠-٩۰-۹०-९০-৯]+)*', '', text)
    return clean(text).strip(' .').strip()


def number_words(locale):
    """Forms of numbers, cardinal and ordinal, by value."""
    formatter = icu.RuleBasedNumberFormat(TAGS, locale)
    if not formatter.getLocale(icu.ULocDataLocaleType.VALID_LOCALE).getName().startswith(locale.getLanguage()):
        return {}, {}
    names = [formatter.getRuleSetName(i) for i in range(formatter.getNumberOfRuleSetNames())]
    english = icu.RuleBasedNumberFormat(TAGS, icu.Locale('en'))
    values = list(range(0, 101)) + list(range(200, 1000, 100)) + [1000, 2000, 10**4, 10**5, 10**6, 2 * 10**6, 10**7, 10**9]
    cardinal, ordinal = {}, {}
    for name in names:
        kind = ordinal if 'ordinal' in name else cardinal if 'cardinal' in name or name.endswith('numbering') else None
        if kind is None or 'financial' in name:
            continue
        for value in values:
            if kind is ordinal and value > 100:
                continue
            form = clean(formatter.format(value, name) if False else spell(formatter, value, name))
            if not form or any(c.isdigit() for c in form) or (locale.getLanguage() != 'en' and form == clean(english.format(value)) and value > 12):
                continue
            kind.setdefault(value, set()).add(form)
    return cardinal, ordinal


LINKS = {'and', 'und', 'en', 'e', 'y', 'i', 'og', 'och', 'ja', 'et', 'și', 'şi', 'si', 'en', 'a', 'og', 'va', 'ה', 'ו', 'و', 'kai', 'και', 'és', 'ta', 'na', 'eta'}


def combined(values):
    """The number that number words say one after the other: smaller ones before larger multiply, others add."""
    total = current = 0
    for value in values:
        if value >= 1000:
            total, current = total + max(current, 1) * value, 0
        elif value == 100 and 0 < current < 100:
            current *= 100
        elif current == 4 and value == 20:
            current = 80
        else:
            current += value
    return total + current


def said(form, known):
    """What a form says by shorter forms; none where it has no such parts."""
    values = []
    for word in re.split(r'[\s\-]+', form):
        while word:
            longest = max((k for k in range(1, len(word) + 1) if word[:k] in known and word[:k] != form), default=0)
            link = max((len(l) for l in LINKS if values and word.startswith(l) and len(word) >= len(l)), default=0)
            if longest:
                values.append(known[word[:longest]])
            elif not link:
                return None
            word = word[longest or link:]
    return combined(values) if values else None


def pruned(cardinal):
    """Forms that shorter ones do not say."""
    ones = sorted(cardinal.get(1, ()), key=len, reverse=True)
    for value in (100, 1000, 10**5, 10**6, 10**7, 10**9):
        for form in list(cardinal.get(value, ())):
            for one in ones:
                if form.startswith(one) and len(form) > len(one) + 1:
                    cardinal[value].add(form[len(one):].strip(' -'))
    atoms, known = {}, {}
    for value, forms in sorted(cardinal.items()):
        for form in sorted(forms, key=len):
            if said(form, known) == value or ' ' in form or not form:
                continue
            # A single letter is a word as well: Nepali "छ".
            if len(form) > 1:
                atoms.setdefault(value, set()).add(form)
            known.setdefault(form, value)
    return atoms


def spell(formatter, value, name):
    formatter.setDefaultRuleSet(name)
    return formatter.format(value)


def scales(locale):
    """Words and abbreviations that multiply the number before them."""
    found = {}
    for notation in (icu.Notation.compactShort(), icu.Notation.compactLong()):
        formatter = icu.NumberFormatter.withLocale(locale).notation(notation)
        for power in range(3, 14):
            for mantissa in MANTISSAS:
                number = mantissa * 10**power
                text = formatter.formatDouble(float(number))
                word = bare(text)
                digits = ''.join(str(unicodedata.digit(c)) for c in text if c.isdigit())
                if word and digits and not any(c.isdigit() for c in word) and ',' not in text and '.' not in text.rstrip('.'):
                    value = number / int(digits)
                    if value in (10**3, 10**4, 10**5, 10**6, 10**7, 10**8, 10**9, 10**11, 10**12) and (code := locale.getLanguage()) and not (code in INDIC and value == 10**6):
                        found.setdefault(int(value), set()).add(word)
    # A form that CLDR gives for several, as Arabic does, is for thousands of thousands.
    for form in {f for forms in found.values() for f in forms}:
        values = [v for v in found if form in found[v]]
        kept = next((v for v in values if v in (10**3, 10**6, 10**9, 10**12)), values[0])
        for value in values:
            if value != kept:
                found[value].discard(form)
    return {value: forms for value, forms in found.items() if forms}


def money(locale):
    formatter = icu.NumberFormatter.withLocale(locale)
    def names(code):
        unit = formatter.unit(icu.CurrencyUnit(code)).unitWidth(FULL).precision(icu.Precision.integer())
        return {bare(unit.formatInt(m)) for m in MANTISSAS}
    found = {}
    for family, codes in MONEY.items():
        words = [set(w for n in names(c) for w in re.split(r'[\s\-‑]+', n)) for c in codes]
        if all(len(n.split()) == 1 and '-' not in n for n in names(codes[0])) and family not in ('dollar', 'crown', 'rupee'):
            forms = names(codes[0])
        elif len(codes) > 1:
            forms = set.intersection(*words[:2]) if family != 'crown' else {w for w in words[0] if sum(any(w[:3] == x[:3] for x in o) for o in words) >= 3}
        else:
            roots = ROOTS.get(family, family).split()
            forms = {w for w in words[0] if any(w.startswith(r) for r in roots)}
        forms = {f for f in forms if len(f) > 1 or ord(f[:1] or 'a') > 0x2e80}
        if forms:
            found[family] = forms
    return found


def lines(code):
    locale = icu.Locale(code)
    symbols = icu.DecimalFormatSymbols(locale)
    get = lambda k: symbols.getSymbol(getattr(icu.DecimalFormatSymbols, k))
    yield 'mark', 'decimal', {get('kDecimalSeparatorSymbol')}
    yield 'mark', 'grouping', {get('kGroupingSeparatorSymbol').replace('\u202f', '\xa0')}
    # "many" of Romance languages is for millions alone, and nobody writes it.
    forms = set(icu.PluralRules.forLocale(locale).getKeywords()) - ({'many'} if code in ('fr', 'es', 'it', 'pt', 'ca') else set())
    yield 'plural', 'cardinal', forms
    data = icu.LocaleData(code)
    quotes = [data.getDelimiter(k) for k in range(4)]
    yield 'quotes', 'outer', {quotes[0] + ' ' + quotes[1]}
    yield 'quotes', 'inner', {quotes[2] + ' ' + quotes[3]}
    dates = icu.DateFormatSymbols(locale)
    forms = {}
    for context in (icu.DateFormatSymbols.FORMAT, icu.DateFormatSymbols.STANDALONE):
        for width in (icu.DateFormatSymbols.WIDE, icu.DateFormatSymbols.ABBREVIATED):
            for i, name in enumerate(dates.getMonths(context, width)):
                name = clean(name).rstrip('.')
                if len(name) > 1 and not any(c.isdigit() for c in name):
                    forms.setdefault(i + 1, set()).add(name)
    for month, names in sorted(forms.items()):
        yield 'month', str(month), names
    for context in (icu.DateFormatSymbols.FORMAT, icu.DateFormatSymbols.STANDALONE):
        for i, name in enumerate(dates.getWeekdays(context, icu.DateFormatSymbols.WIDE)):
            if name:
                forms.setdefault(('day', i), set()).add(clean(name))
    for key, names in sorted((k, v) for k, v in forms.items() if isinstance(k, tuple)):
        yield 'weekday', str(key[1]), names
    for half, name in zip(('am', 'pm'), dates.getAmPmStrings()):
        # CLDR gives "am" and "pm" to languages that do not write them, in which they may be words.
        if clean(name).rstrip('.') not in ('am', 'pm') or code in ('en', 'hi', 'ta', 'te', 'kn', 'ml', 'fil', 'ms', 'ur', 'sw', 'af'):
            yield 'half', half, {clean(name)}
    for value, names in sorted(scales(locale).items()):
        yield 'scale', str(value), names
    cardinal, ordinal = number_words(locale)
    atoms = pruned(cardinal)
    for value, names in sorted(atoms.items()):
        # Han numerals are read sign by sign.
        if code not in ('zh', 'ja'):
            yield 'number', str(value), sorted(names, key=lambda n: (len(n), n))[:16]
    known = {form: value for value, forms in atoms.items() for form in forms}
    known.update((form, value) for value, forms in ordinal.items() for form in forms if value <= 20)
    for value, names in sorted(ordinal.items()):
        names = {n for n in names if value <= 20 or said(n, known) != value}
        names = {n for n in names if ' ' not in n and '-' not in n}
        if names and (value <= 31 or value % 10 == 0) and code not in ('zh', 'ja'):
            yield 'ordinal', str(value), names
    for family, names in money(locale).items():
        yield 'money', family, names
    formatter = icu.NumberFormatter.withLocale(locale)
    for name, unit in UNITS.items():
        forms = set()
        for width in (FULL, SHORT):
            u = formatter.unit(unit).unitWidth(width)
            forms |= {bare(u.formatInt(m)) for m in MANTISSAS}
        yield 'unit', name, {f for f in forms if f}
    english = icu.Locale('en')
    for territory in TERRITORIES:
        name = clean(icu.Locale('', territory).getDisplayCountry(locale))
        if code != 'en' and name == clean(icu.Locale('', territory).getDisplayCountry(english)) and not name.isascii() or len(name) < 2 or name == territory.lower():
            continue
        yield 'territory', territory, {name}


def latin():
    """Lines of latin.tsv: letters, and every sign that they stand for."""
    convert = icu.Transliterator.createInstance('Any-Latin; Latin-ASCII')
    def table(signs):
        by = {}
        for c in signs:
            letters = ''.join(x for x in convert.transliterate(c).lower() if x.isascii() and x.isalpha())
            if letters:
                by.setdefault(letters, []).append(c)
        return [letters + '\t' + ''.join(sorted(by[letters])) for letters in sorted(by)]
    blocks = [(0x3041, 0x30ff), (0x10a0, 0x1100), (0xe01, 0xe50), (0xe81, 0xee0), (0x1780, 0x17b4), (0x1000, 0x1050), (0x1200, 0x1380)]
    yield "# Latin letters for signs that estimate/letters.tsv does not have, by ICU's Any-Latin: kana, Georgian, Thai, Lao, Khmer, Burmese, Ethiopic."
    yield from table(c for a, b in blocks for c in map(chr, range(a, b)) if unicodedata.name(c, ''))
    yield '# Pinyin of the signs of GB 2312 and the first level of Big5.'
    pairs = [(hi, lo, 'gb2312') for hi in range(0xb0, 0xf8) for lo in range(0xa1, 0xff)]
    pairs += [(hi, lo, 'big5') for hi in range(0xa4, 0xc7) for lo in [*range(0x40, 0x7f), *range(0xa1, 0xff)]]
    han = {bytes([hi, lo]).decode(code, 'ignore') for hi, lo, code in pairs}
    yield from table(c for c in han if len(c) == 1 and '\u4e00' <= c <= '\u9fff')
    yield '# Latin letters with marks that letters.tsv does not have, by their decomposition in the Unicode Character Database.'
    marked = {}
    for c in map(chr, range(0x1e00, 0x1f00)):
        letter = unicodedata.normalize('NFKD', c)[0].lower()
        if letter.isascii() and letter.isalpha():
            marked.setdefault(letter, []).append(c)
    yield from (letter + '\t' + ''.join(signs) for letter, signs in sorted(marked.items()))


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, 'latin.tsv'), 'w', encoding='utf8') as out:
        out.write(''.join(line + '\n' for line in latin()))
    for code in sys.argv[1:] or LANGUAGES:
        with open(os.path.join(here, code + '.tsv'), 'w', encoding='utf8') as out:
            for what, value, forms in lines(code):
                out.write(f'{what}\t{value}\t' + '|'.join(sorted(f for f in forms if '|' not in f)) + '\n')


if __name__ == '__main__':
    main()
