/* What a written word that nobody lists may be: what Lexicon._unknown does (lexicon.py), without its objects.

   lexicon.py says why every step is as it is, and does the work where nothing was compiled; the names are the same in
   both. affixes.py hands its rules over as data. tests/text/test_speller.py compares the two.

   Words may hold any letters. All tables are checked when they come in and never change afterwards, so that damaged
   ones end in ValueError and never in a crash. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FORMAT = 1 }; /* of tables and answers; the one in quick_speller.py must be the same */
enum { GOES_ON = -2, UNKNOWN, LISTED, INFLECTED, MISTYPED, ABBREVIATED }; /* how a word was found; told from LISTED on */
enum { IS_ROOT = 1, IS_KEPT = 2 };
enum { SHORTEST_BASE = 3, SHORTEST_CORRECTED = 4, SHORTEST_NEAR_SHORT = 5, SHORTEST_UNDER_CLITIC = 5 };
enum { FEWEST_BONES = 3, MOST_BONES = 5 }; /* consonants of an abbreviation */
enum { MOST_SUFFIXES = 63, FACTOR = 0x01000193 };

typedef struct {
    const Py_UCS4 *letters;
    size_t length;
} Span;

typedef struct {
    const char *letters; /* ASCII, of a string that `rules` keeps */
    size_t length;
} Affix;

static const Affix NOTHING = {"", 0};

/* A prefix, and what stood in the place of the letters behind it before it came. Of the ways of one prefix, which are in a
   row, those with the first `written` that fits count. */
typedef struct {
    Affix prefix, voice, written, given;
} Way;

typedef struct {
    PyObject *surface, *lemmas;
} Known;

/* A root, a word to be kept, or a known one, or several of these. */
typedef struct {
    Span span;
    uint32_t hash;
    uint32_t known; /* number of the known word + 1, or 0 */
    int is;
} Entry;

typedef struct {
    PyObject_HEAD
    PyObject *rules;
    Affix *suffixes, *clitics, *deed; /* deed: its prefix and its suffix */
    Way *ways;
    size_t suffix_count, clitic_count, way_count;

    Py_UCS4 *letters; /* of all entries */
    Entry *entries;
    Known *known;
    uint32_t *slots; /* number of an entry + 1 in the first free slot after its hash, or 0 */
    size_t letter_count, entry_count, known_count, slots_size;

    uint32_t *starts; /* of every key where its words begin in `near`; NULL until a word needs correction */
    uint32_t *near;   /* numbers of known entries */
    size_t keys_mask, longest; /* longest: of the known words */
} Speller;

/* ---- letters ---- */

static int is_vowel(Py_UCS4 c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static int has_at(Span word, size_t at, Affix affix)
{
    if (at > word.length || affix.length > word.length - at)
        return 0;
    for (size_t i = 0; i < affix.length; i++)
        if (word.letters[at + i] != (unsigned char)affix.letters[i])
            return 0;
    return 1;
}

static int ends_with(Span word, Affix affix)
{
    return affix.length <= word.length && has_at(word, word.length - affix.length, affix);
}

static int is_same(Affix a, Affix b)
{
    return a.length == b.length && !memcmp(a.letters, b.letters, a.length);
}

static Span part(Span word, size_t start, size_t end)
{
    return (Span){word.letters + start, end - start};
}

static int equal(Span a, Span b)
{
    return a.length == b.length && !memcmp(a.letters, b.letters, a.length * sizeof *a.letters);
}

/* A step a letter, so that the hash without one letter follows from the one without its neighbour (next_key). */
static uint32_t hash_on(uint32_t hash, Span word)
{
    for (size_t i = 0; i < word.length; i++)
        hash = hash * FACTOR + word.letters[i];
    return hash;
}

static size_t place(uint32_t hash, size_t mask)
{
    hash = (hash ^ hash >> 15) * 0x2C1B3C6Du;
    return (hash ^ hash >> 13) & mask;
}

/* ---- which words there are ---- */

/* The slot of `before` + `rest`, or the free one where it belongs. */
static uint32_t *slot_of(const Speller *self, uint32_t hash, Affix before, Span rest)
{
    size_t mask = self->slots_size - 1, at = place(hash, mask);
    for (; self->slots[at]; at = (at + 1) & mask) {
        const Entry *entry = self->entries + self->slots[at] - 1;
        if (entry->hash == hash && entry->span.length == before.length + rest.length &&
            has_at(entry->span, 0, before) && equal(part(entry->span, before.length, entry->span.length), rest))
            break;
    }
    return self->slots + at;
}

static const Entry *entry_of(const Speller *self, Affix before, Span rest)
{
    uint32_t hash = 0;
    for (size_t i = 0; i < before.length; i++)
        hash = hash * FACTOR + (unsigned char)before.letters[i];
    uint32_t slot = *slot_of(self, hash_on(hash, rest), before, rest);
    return slot ? self->entries + slot - 1 : NULL;
}

/* ---- affixes (affixes.py) ---- */

/* What the bases of a word are. */
typedef struct {
    const Entry *ours; /* the longest known one, of equally long ones the first passive or else the first; or NULL */
    Affix voice;       /* of ours */
    const Entry *root; /* the longest root, of several the first; or NULL */
    size_t longest;    /* real one, 0 when there is none */
} Bases;

static int is_passive(Affix voice)
{
    return is_same(voice, (Affix){"di", 2});
}

/* Is the base of a deed one that names the doer? */
static int is_doer(const Speller *self, Affix before, Span rest)
{
    Affix doer = self->deed[0];
    for (size_t i = 0; i < doer.length; i++) {
        size_t at = i - before.length;
        Py_UCS4 letter = i < before.length ? (unsigned char)before.letters[i] : at < rest.length ? rest.letters[at] : 0;
        if (letter != (unsigned char)doer.letters[i])
            return 0;
    }
    return 1;
}

static void weigh(const Speller *self, Bases *bases, Affix before, Span rest, Affix voice, int is_deed)
{
    size_t length = before.length + rest.length;
    if (length < SHORTEST_BASE || (is_deed && is_doer(self, before, rest)))
        return;
    const Entry *entry = entry_of(self, before, rest);
    if (!entry)
        return;
    if (entry->is & IS_ROOT && (!bases->root || length > bases->root->span.length))
        bases->root = entry;
    if (entry->is && length > bases->longest)
        bases->longest = length;
    if (!entry->known)
        return;
    size_t most = bases->ours ? bases->ours->span.length : 0;
    if (length > most || (length == most && is_passive(voice) && !is_passive(bases->voice))) {
        bases->ours = entry;
        bases->voice = voice;
    }
}

/* One prefix taken from one end of a word, with every consonant that it may have swallowed. */
static void weigh_ways(const Speller *self, Bases *bases, const Way *way, const Way *last, Span rest, int is_deed)
{
    while (way < last && !has_at(rest, 0, way->written))
        way++;
    for (const Way *first = way; way < last && is_same(way->written, first->written); way++)
        weigh(self, bases, way->given, part(rest, way->written.length, rest.length), way->voice, is_deed);
}

static Bases bases_of(const Speller *self, Span word)
{
    Bases bases = {0};
    size_t ends[MOST_SUFFIXES + 1] = {word.length}, count = 1;
    int is_deed = has_at(word, 0, self->deed[0]) && ends_with(word, self->deed[1]);
    for (const Affix *suffix = self->suffixes; suffix < self->suffixes + self->suffix_count; suffix++)
        if (word.length >= suffix->length + SHORTEST_BASE && ends_with(word, *suffix))
            ends[count++] = word.length - suffix->length;
    for (size_t i = 1; i < count; i++)
        weigh(self, &bases, NOTHING, part(word, 0, ends[i]), NOTHING, is_deed);
    const Way *way = self->ways, *next, *last = way + self->way_count;
    for (; way < last; way = next) {
        for (next = way + 1; next < last && is_same(way->prefix, next->prefix);)
            next++;
        for (size_t i = 0; i < count && has_at(word, 0, way->prefix); i++)
            if (ends[i] >= way->prefix.length + SHORTEST_BASE)
                weigh_ways(self, &bases, way, next, part(word, way->prefix.length, ends[i]), is_deed);
    }
    return bases;
}

/* ---- typos and abbreviations ---- */

/* At most one insertion, deletion, substitution or transposition apart. */
static int is_one_edit(Span a, Span b)
{
    if (a.length < b.length) {
        Span longer = b;
        b = a;
        a = longer;
    }
    size_t i = 0;
    while (i < b.length && a.letters[i] == b.letters[i])
        i++;
    if (a.length > b.length)
        return equal(part(a, i + 1, a.length), part(b, i, b.length));
    if (i == a.length || equal(part(a, i + 1, a.length), part(b, i + 1, b.length)))
        return 1;
    return a.letters[i] == b.letters[i + 1] && a.letters[i + 1] == b.letters[i] && /* there is one: the rests differ */
           equal(part(a, i + 2, a.length), part(b, i + 2, b.length));
}

/* The consonants of a word; how many they are, 0 when it is none that an abbreviation stands for. */
static size_t bones_of(Span word, Py_UCS4 bones[MOST_BONES])
{
    size_t count = 0;
    for (size_t i = 0; i < word.length; i++)
        if (!is_vowel(word.letters[i])) {
            if (count == MOST_BONES)
                return 0;
            bones[count++] = word.letters[i];
        }
    return count >= FEWEST_BONES && count < word.length ? count : 0;
}

static uint32_t hash_of_bones(Span bones)
{
    return hash_on(1, bones); /* another than of the same letters as a word */
}

/* By what a word and its neighbours find each other: hashes of the word, and of it without one letter but the first. */
typedef struct {
    Span word;
    size_t without; /* the letter that is left out; the length of the word when none is; 0 at the end */
    uint32_t hash, power;
} Key;

static Key first_key(Span word)
{
    return (Key){word, word.length, hash_on(0, word), 1};
}

static void next_key(Key *key)
{
    const Py_UCS4 *letter = key->word.letters + --key->without;
    if (key->without + 1 == key->word.length) {
        key->hash = hash_on(0, part(key->word, 0, key->without));
    } else {
        key->hash += (letter[1] - letter[0]) * key->power;
        key->power *= FACTOR;
    }
}

/* Counts the words behind every key, in starts[key], or, when these were added up, puts them there from behind. */
static void index_key(Speller *self, uint32_t hash, uint32_t number, int puts)
{
    uint32_t *start = self->starts + place(hash, self->keys_mask);
    if (puts)
        self->near[--*start] = number;
    else
        ++*start;
}

static void index_words(Speller *self, int puts)
{
    for (uint32_t i = 0; i < self->entry_count; i++) {
        const Entry *entry = self->entries + i;
        if (!entry->known || entry->span.length < SHORTEST_CORRECTED ||
            !PyTuple_Size(self->known[entry->known - 1].lemmas))
            continue;
        for (Key key = first_key(entry->span); key.without; next_key(&key))
            index_key(self, key.hash, i, puts);
        Py_UCS4 bones[MOST_BONES];
        size_t count = bones_of(entry->span, bones);
        if (count)
            index_key(self, hash_of_bones((Span){bones, count}), i, puts);
    }
}

/* The index of neighbours, when it is first needed; 0 when there is no memory. */
static int is_indexed(Speller *self)
{
    size_t size = 1, total = 0;
    if (self->starts)
        return 1;
    while (size < 4 * self->known_count)
        size *= 2;
    self->keys_mask = size - 1;
    self->starts = calloc(size + 1, sizeof *self->starts);
    if (!self->starts)
        return 0;
    index_words(self, 0);
    for (size_t i = 0; i <= size; i++)
        self->starts[i] = (uint32_t)(total += self->starts[i]);
    self->near = malloc((total + 1) * sizeof *self->near);
    if (self->near)
        index_words(self, 1);
    return self->near != NULL;
}

/* Known words that may be meant. */
typedef struct {
    const Entry *first; /* by its letters, or NULL */
    int differ;         /* they do not mean the same */
} Meant;

static int is_before(Span a, Span b)
{
    size_t i = 0;
    while (i < a.length && i < b.length && a.letters[i] == b.letters[i])
        i++;
    return i < b.length && (i == a.length || a.letters[i] < b.letters[i]);
}

static void mean(const Speller *self, Meant *meant, const Entry *other)
{
    if (!meant->first) {
        meant->first = other;
        return;
    }
    PyObject *one = self->known[meant->first->known - 1].lemmas, *two = self->known[other->known - 1].lemmas;
    int same = one == two ? 1 : PyObject_RichCompareBool(one, two, Py_EQ);
    if (same < 0)
        PyErr_Clear();
    meant->differ |= same != 1;
    if (is_before(other->span, meant->first->span))
        meant->first = other;
}

/* Known words of at least `shortest` letters, with the same first letter, one edit away. */
static Meant neighbours(const Speller *self, Span word, size_t shortest)
{
    Meant meant = {NULL, 0};
    if (word.length > self->longest + 1)
        return meant;
    for (Key key = first_key(word); key.without; next_key(&key)) {
        size_t at = place(key.hash, self->keys_mask);
        for (uint32_t i = self->starts[at]; i < self->starts[at + 1]; i++) {
            const Entry *other = self->entries + self->near[i];
            if (other->span.length >= shortest && other->span.letters[0] == word.letters[0] &&
                is_one_edit(word, other->span))
                mean(self, &meant, other);
        }
    }
    return meant;
}

/* sklh, rmh: three to five consonants of known words. */
static Meant abbreviated(const Speller *self, Span word)
{
    Meant meant = {NULL, 0};
    if (word.length < FEWEST_BONES || word.length > MOST_BONES)
        return meant;
    size_t at = place(hash_of_bones(word), self->keys_mask);
    for (uint32_t i = self->starts[at]; i < self->starts[at + 1]; i++) {
        Py_UCS4 bones[MOST_BONES];
        const Entry *other = self->entries + self->near[i];
        size_t count = bones_of(other->span, bones);
        if (count && equal((Span){bones, count}, word))
            mean(self, &meant, other);
    }
    return meant;
}

/* ---- what a word is (lexicon.py) ---- */

typedef struct {
    int kind;
    const Entry *entry;
    Affix voice; /* of an inflected word */
} Answer;

static const Answer NONE = {UNKNOWN, NULL, {"", 0}};


static Answer if_one(Meant meant, int kind)
{
    return meant.first && !meant.differ ? (Answer){kind, meant.first, NOTHING} : NONE;
}

static Answer guarded(const Speller *self, Span form)
{
    const Entry *entry = entry_of(self, NOTHING, form);
    if (entry)
        return entry->known ? (Answer){LISTED, entry, NOTHING} : NONE;
    Bases bases = bases_of(self, form);
    size_t length = bases.ours ? bases.ours->span.length : 0;
    if (bases.longest > length)
        return NONE;
    return bases.ours ? (Answer){INFLECTED, bases.ours, bases.voice} : (Answer){GOES_ON, NULL, NOTHING};
}

static Answer corrected(const Speller *self, Span word)
{
    if (word.length < SHORTEST_CORRECTED)
        return if_one(abbreviated(self, word), ABBREVIATED);
    Meant near = neighbours(self, word, word.length < SHORTEST_NEAR_SHORT ? SHORTEST_NEAR_SHORT : 0);
    if (near.first)
        return if_one(near, MISTYPED);
    Answer found = if_one(abbreviated(self, word), ABBREVIATED);
    for (size_t i = 0; found.kind == UNKNOWN && i < self->clitic_count; i++) {
        Affix clitic = self->clitics[i];
        if (word.length >= clitic.length + SHORTEST_UNDER_CLITIC && ends_with(word, clitic))
            found = if_one(neighbours(self, part(word, 0, word.length - clitic.length), 0), MISTYPED);
    }
    return found;
}

/* The word with every letter once where it stands several times, when one stands three times or twice at the end. */
static Span shortened(Span word, Py_UCS4 *room)
{
    int is_stretched = word.length > 1 && word.letters[word.length - 1] == word.letters[word.length - 2];
    size_t length = 0;
    for (size_t i = 0; i < word.length; i++) {
        is_stretched |= i > 1 && word.letters[i] == word.letters[i - 1] && word.letters[i] == word.letters[i - 2];
        if (!i || word.letters[i] != word.letters[i - 1])
            room[length++] = word.letters[i];
    }
    return is_stretched ? (Span){room, length} : word;
}

static Answer spelled(const Speller *self, Span word, Py_UCS4 *room)
{
    Answer found = guarded(self, word);
    if (found.kind != GOES_ON)
        return found;
    Span form = shortened(word, room);
    if (form.letters != word.letters)
        found = guarded(self, form);
    return found.kind == GOES_ON ? corrected(self, form) : found;
}

/* ---- from and to Python ---- */

PyDoc_STRVAR(spell_doc,
"spell(word) -> (kind, surface, voice) or None\n\n"
"The known word that a lower-case word of letters stands for, None when it is none. kind: 0 listed, 1 by its affixes, 2\n"
"a typo, 3 an abbreviation. voice: that a prefix gives, else empty.");

static PyObject *spell(Speller *self, PyObject *word)
{
    if (!PyUnicode_Check(word) || !PyUnicode_GetLength(word))
        return PyErr_Format(PyExc_ValueError, "a word is needed");
    size_t length = (size_t)PyUnicode_GetLength(word);
    Py_UCS4 *letters = PyMem_Malloc(2 * (length + 1) * sizeof *letters); /* of the word, and of it shortened */
    if (!letters || !is_indexed(self)) {
        PyMem_Free(letters);
        return PyErr_NoMemory();
    }
    Answer found = NONE;
    if (PyUnicode_AsUCS4(word, letters, (Py_ssize_t)length + 1, 1))
        found = spelled(self, (Span){letters, length}, letters + length + 1);
    PyMem_Free(letters);
    if (!found.entry)
        return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
    PyObject *surface = self->known[found.entry->known - 1].surface;
    return Py_BuildValue("iOs#", found.kind, surface, found.voice.letters, (Py_ssize_t)found.voice.length);
}

PyDoc_STRVAR(stem_doc,
"stem(word) -> str\n\n"
"The longest real root that the word may be an inflection of; the word itself when there is none.");

static PyObject *stem(Speller *self, PyObject *word)
{
    if (!PyUnicode_Check(word))
        return PyErr_Format(PyExc_TypeError, "a string is needed");
    Py_UCS4 *letters = PyUnicode_AsUCS4Copy(word);
    if (!letters)
        return NULL;
    Span span = {letters, (size_t)PyUnicode_GetLength(word)};
    const Entry *entry = entry_of(self, NOTHING, span);
    const Entry *root = entry && entry->is & IS_ROOT ? NULL : bases_of(self, span).root;
    PyMem_Free(letters);
    if (!root)
        return Py_NewRef(word);
    return PyUnicode_DecodeUTF32((const char *)root->span.letters, (Py_ssize_t)(root->span.length * sizeof(Py_UCS4)),
                                 NULL, NULL);
}

/* ---- the tables ---- */

/* One more word with letters that stay; known: its number + 1, or 0. There is room (see make_room). */
static void add(Speller *self, Span span, int is, uint32_t known)
{
    uint32_t hash = hash_on(0, span), *slot = slot_of(self, hash, NOTHING, span);
    if (!*slot) {
        self->entries[self->entry_count] = (Entry){span, hash, 0, 0};
        *slot = (uint32_t)++self->entry_count;
    }
    Entry *entry = self->entries + *slot - 1;
    entry->is |= is;
    entry->known |= known;
}

/* The letters of a string, copied behind those that are there. */
static Span letters_of(Speller *self, PyObject *text)
{
    Span span = {self->letters + self->letter_count, (size_t)PyUnicode_GetLength(text)};
    PyUnicode_AsUCS4(text, self->letters + self->letter_count, (Py_ssize_t)span.length, 0);
    self->letter_count += span.length;
    return span;
}

/* The words of a text, which blanks or ends of lines part. */
static void add_words(Speller *self, PyObject *text, int is)
{
    Span all = letters_of(self, text);
    for (size_t start = 0, at = 0; at <= all.length; at++)
        if (at == all.length || all.letters[at] <= ' ') {
            if (at > start)
                add(self, part(all, start, at), is, 0);
            start = at + 1;
        }
}

static void add_known(Speller *self, PyObject *known)
{
    PyObject *surface, *lemmas;
    for (Py_ssize_t at = 0; PyDict_Next(known, &at, &surface, &lemmas);) {
        self->known[self->known_count++] = (Known){Py_NewRef(surface), Py_NewRef(lemmas)};
        Span span = letters_of(self, surface);
        add(self, span, 0, (uint32_t)self->known_count);
        self->longest = span.length > self->longest ? span.length : self->longest;
    }
}

/* Room for all words; 0 when there is none, or when some known word is not a string with a tuple. */
static int make_room(Speller *self, PyObject *known, PyObject *keep, PyObject *roots)
{
    PyObject *surface, *lemmas;
    size_t letters = (size_t)PyUnicode_GetLength(keep) + (size_t)PyUnicode_GetLength(roots);
    size_t words = letters / 2 + 2; /* a letter and a blank each at the least */
    for (Py_ssize_t at = 0; PyDict_Next(known, &at, &surface, &lemmas); words++) {
        if (!PyUnicode_Check(surface) || !PyTuple_Check(lemmas))
            return 0;
        letters += (size_t)PyUnicode_GetLength(surface);
    }
    if (letters > INT32_MAX)
        return 0;
    for (self->slots_size = 1; self->slots_size < words; self->slots_size *= 2) {
    }
    self->letters = malloc((letters + 1) * sizeof *self->letters);
    self->entries = malloc(words * sizeof *self->entries);
    self->known = malloc(((size_t)PyDict_Size(known) + 1) * sizeof *self->known);
    self->slots = calloc(self->slots_size, sizeof *self->slots);
    if (self->letters && self->entries && self->known && self->slots)
        return 1;
    PyErr_NoMemory();
    return 0;
}

/* ---- the rules ---- */

/* The strings of a tuple as affixes; 0 when they are none, or with an exception. */
static int read_affixes(PyObject *texts, Affix **affixes, size_t *count)
{
    *count = (size_t)PyTuple_Size(texts);
    *affixes = calloc(*count + 1, sizeof **affixes);
    if (!*affixes)
        return PyErr_NoMemory() != NULL;
    for (size_t i = 0; i < *count; i++) {
        Py_ssize_t size;
        PyObject *text = PyTuple_GetItem(texts, (Py_ssize_t)i);
        const char *letters = PyUnicode_Check(text) ? PyUnicode_AsUTF8AndSize(text, &size) : NULL;
        if (!letters || size != PyUnicode_GetLength(text))
            return 0;
        (*affixes)[i] = (Affix){letters, (size_t)size};
    }
    return 1;
}

static int read_rules(Speller *self)
{
    PyObject *suffixes, *ways, *deed, *clitics;
    PyTypeObject *tuple = &PyTuple_Type;
    size_t parts = 0, deed_parts = 0;
    int is_whole = PyArg_ParseTuple(self->rules, "O!O!O!O!", tuple, &suffixes, tuple, &ways, tuple, &deed, tuple, &clitics) &&
                   read_affixes(suffixes, &self->suffixes, &self->suffix_count) &&
                   read_affixes(ways, (Affix **)&self->ways, &parts) && read_affixes(deed, &self->deed, &deed_parts) &&
                   read_affixes(clitics, &self->clitics, &self->clitic_count);
    self->way_count = parts * sizeof(Affix) / sizeof(Way);
    return is_whole && self->suffix_count <= MOST_SUFFIXES && parts * sizeof(Affix) % sizeof(Way) == 0 && deed_parts == 2;
}

PyDoc_STRVAR(class_doc,
"Speller(known, keep, roots, rules)\n\n"
"known: words of letters to their lemmas; keep, roots: words, which blanks or ends of lines part; rules: suffixes,\n"
"ways and deed (see affixes.rules), then clitics. Raises ValueError when they are damaged.");

static PyObject *speller_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(keywords))
{
    PyObject *known, *keep, *roots, *rules;
    if (!PyArg_ParseTuple(args, "O!UUO!", &PyDict_Type, &known, &keep, &roots, &PyTuple_Type, &rules))
        return NULL;
    allocfunc allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Speller *self = (Speller *)allocate(type, 0);
    if (!self)
        return NULL;
    self->rules = Py_NewRef(rules);
    if (read_rules(self) && make_room(self, known, keep, roots)) {
        add_known(self, known);
        add_words(self, keep, IS_KEPT);
        add_words(self, roots, IS_ROOT);
        return (PyObject *)self;
    }
    Py_DECREF((PyObject *)self);
    if (PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_MemoryError))
        return NULL;
    return PyErr_Format(PyExc_ValueError, "the tables of a speller are damaged");
}

static void speller_free(Speller *self)
{
    PyTypeObject *type = Py_TYPE((PyObject *)self);
    for (size_t i = 0; i < self->known_count; i++) {
        Py_DECREF(self->known[i].surface);
        Py_DECREF(self->known[i].lemmas);
    }
    void *own[] = {self->suffixes, self->ways,  self->deed,   self->clitics, self->letters,
                   self->entries,  self->known, self->slots,  self->starts,  self->near};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        free(own[i]);
    Py_XDECREF(self->rules);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}

static PyMethodDef methods[] = {
    {"spell", (PyCFunction)spell, METH_O, spell_doc},
    {"stem", (PyCFunction)stem, METH_O, stem_doc},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_new, speller_new},
    {Py_tp_dealloc, speller_free},
    {Py_tp_methods, methods},
    {Py_tp_doc, (void *)class_doc},
    {0, NULL},
};

static PyType_Spec speller_spec = {"triage.text._speller.Speller", sizeof(Speller), 0, Py_TPFLAGS_DEFAULT, slots};

static int fill(PyObject *module)
{
    PyObject *type = PyType_FromModuleAndSpec(module, &speller_spec, NULL);
    int failed = !type || PyModule_AddType(module, (PyTypeObject *)type) < 0;
    Py_XDECREF(type);
    return failed || PyModule_AddIntConstant(module, "FORMAT", FORMAT) < 0 ? -1 : 0;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, fill}, {0, NULL}};
static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_speller", "What a written word may be.", 0, NULL, module_slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__speller(void)
{
    return PyModuleDef_Init(&module);
}
