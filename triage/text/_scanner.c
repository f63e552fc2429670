/* Finds phrases in coded texts: what candidates.py and `re` do together, without either.

   A text is a string of one character a word (codes.py). A phrase is a small program over sets of characters
   (program.py writes it, and says what the numbers mean). A phrase is only tried when a character of its rarest
   element occurs in the text. Matches are those of the regular expression of the same phrase: leftmost, alternatives
   in their order, gaps as short as possible, an optional element rather taken than left out. tests/text/test_search.py
   compares the two.

   Programs are checked when a scanner is made, so that a damaged file ends in ValueError and never in a crash. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__GNUC__)
#define PREFETCH(address) __builtin_prefetch(address)
#else
#define PREFETCH(address) ((void)(address))
#endif

enum { FORMAT = 2 }; /* of the programs and of what is found; the one in program.py must be the same */
enum { END, GAP, ELEMENT };
enum { ANY = -1, MOST_GROUPS = 64, MOST_NODES = 128, CHARACTERS = 0x10000, MOST = INT32_MAX };

typedef struct {
    uint32_t phrase;
    uint32_t needs[2]; /* sets of which a text must hold a word, or the phrase is not tried */
} Post;

typedef struct {
    uint32_t begin;  /* where its program begins */
    uint32_t before; /* words that it may have before its anchor, at most */
    uint32_t seen;   /* the round in which it was last tried */
    int32_t next;    /* where its search goes on in this round */
} Phrase;

typedef struct {
    PyObject_HEAD
    uint16_t number[CHARACTERS]; /* character -> its number in the alphabet; 0: in no set */
    uint32_t alphabet;           /* numbers in use, 0 included */
    uint64_t *sets;              /* for every number a row of `row` integers, one bit a set that holds it */
    uint32_t row, count;
    uint64_t *present;           /* the begin of such a row: which needed sets hold a word of the text at hand */
    uint32_t needed;             /* its integers; sets that phrases need have the lowest numbers */
    int32_t *program;
    uint32_t size;
    Phrase *phrase;
    uint32_t phrases;
    Post *posts; /* the phrases to try for a character, ascending: posts[post[n]] to posts[post[n + 1]] */
    uint32_t *post;
    uint32_t *likely; /* room for the phrases that are worth trying for one character */
    uint32_t round;
} Scanner;

typedef struct {
    int32_t *numbers;
    size_t count, room;
} Found;

typedef struct {
    Scanner *scanner;
    const uint16_t *text; /* numbers, not characters */
    Py_ssize_t last;
    Py_ssize_t groups[2 * MOST_GROUPS];
    int count;
} Search;

static inline int has_bit(const uint64_t *row, uint32_t set)
{
    return row[set >> 6] >> (set & 63) & 1;
}

static inline int holds(const Scanner *s, int32_t set, uint16_t number)
{
    return has_bit(s->sets + (size_t)number * s->row, (uint32_t)set);
}

/* Is the word at `at` in a set? ANY holds even the end. */
static inline int is_one_of(const Search *search, int32_t set, Py_ssize_t at)
{
    return set == ANY || (at < search->last && holds(search->scanner, set, search->text[at]));
}

/* The end of the match of the program at `node` from `at` on, -1 when there is none. */
static Py_ssize_t match(Search *search, const int32_t *node, Py_ssize_t at, int group)
{
    const Scanner *s = search->scanner;
    if (node[0] == END) {
        search->count = group;
        return at;
    }
    if (node[0] == GAP) {
        const int32_t *then = node + 3;
        int32_t needed = then[0] == ELEMENT && !then[1] ? then[4] : ANY; /* most words after a gap need no look further */
        for (int32_t taken = 0;; taken++, at++) {
            Py_ssize_t end = is_one_of(search, needed, at) ? match(search, then, at, group) : -1;
            if (end >= 0 || taken == node[1] || at == search->last || holds(s, node[2], search->text[at]))
                return end;
        }
    }
    const int32_t *next = node + node[2], *option = node + 5;
    int32_t options = is_one_of(search, node[4], at) ? node[3] : 0;
    for (int32_t i = 0; i < options; i++, option += 1 + option[0]) {
        int32_t length = option[0], k = 0;
        if (length > search->last - at)
            continue;
        while (k < length && holds(s, option[1 + k], search->text[at + k]))
            k++;
        if (k < length)
            continue;
        search->groups[2 * group] = at;
        search->groups[2 * group + 1] = at + length;
        Py_ssize_t end = match(search, next, at + length, group + 1);
        if (end >= 0)
            return end;
    }
    if (!node[1])
        return -1;
    search->groups[2 * group] = search->groups[2 * group + 1] = -1;
    return match(search, next, at, group + 1);
}

/* The end of phrase number `phrase` at exactly `at`, -1 when it does not match there. */
static Py_ssize_t match_at(Search *search, uint32_t phrase, Py_ssize_t at)
{
    const int32_t *program = search->scanner->program + search->scanner->phrase[phrase].begin;
    return is_one_of(search, program[0], at) ? match(search, program + 1, at, 0) : -1;
}

/* Adds numbers to what was found; 0 when there is no memory. */
static int put(Found *found, const int32_t *numbers, size_t count)
{
    if (found->room - found->count < count) {
        size_t room = 2 * found->room + count;
        int32_t *more = realloc(found->numbers, room * sizeof *more);
        if (!more)
            return 0;
        found->numbers = more;
        found->room = room;
    }
    memcpy(found->numbers + found->count, numbers, count * sizeof *numbers);
    found->count += count;
    return 1;
}

/* What was found as bytes; it is freed. */
static PyObject *packed(Found *found, int complete)
{
    PyObject *bytes = complete ? PyBytes_FromStringAndSize((const char *)found->numbers, found->count * sizeof *found->numbers)
                               : PyErr_NoMemory();
    free(found->numbers);
    return bytes;
}

/* Adds a hit, in places of the text of which the search sees a piece from `offset` on. */
static int put_hit(Found *found, const Search *search, uint32_t phrase, Py_ssize_t start, Py_ssize_t end, Py_ssize_t offset)
{
    int32_t hit[4 + 2 * MOST_GROUPS];
    hit[0] = (int32_t)phrase;
    hit[1] = (int32_t)(start + offset);
    hit[2] = (int32_t)(end + offset);
    hit[3] = search->count;
    for (int i = 0; i < 2 * search->count; i++)
        hit[4 + i] = (int32_t)(search->groups[i] < 0 ? -1 : search->groups[i] + offset);
    return put(found, hit, 4 + 2 * search->count);
}

/* The text as numbers, to be freed; NULL with an exception when there is no memory. */
static uint16_t *numbered(const Scanner *s, PyObject *text, Py_ssize_t *length)
{
    *length = PyUnicode_GetLength(text);
    Py_UCS4 *chars = PyUnicode_AsUCS4Copy(text);
    uint16_t *numbers = chars ? PyMem_Malloc((*length + 1) * sizeof *numbers) : NULL;
    for (Py_ssize_t i = 0; numbers && i < *length; i++)
        numbers[i] = chars[i] < CHARACTERS ? s->number[chars[i]] : 0;
    if (chars && !numbers)
        PyErr_NoMemory();
    PyMem_Free(chars);
    return numbers;
}

/* The matches of one phrase that may hold its anchor at `at` and were not found yet. */
static int find_phrase(Search *search, Found *found, uint32_t number, Py_ssize_t at, Py_ssize_t stop, Py_ssize_t offset)
{
    Phrase *phrase = search->scanner->phrase + number;
    if (phrase->seen != search->scanner->round) {
        phrase->seen = search->scanner->round;
        phrase->next = 0;
    }
    Py_ssize_t start = at - (Py_ssize_t)phrase->before;
    if (start < phrase->next)
        start = phrase->next;
    for (; start <= at && start < stop; start++) {
        Py_ssize_t end = match_at(search, number, start);
        if (end <= start)
            continue;
        if (!put_hit(found, search, number, start, end, offset))
            return 0;
        start = end - 1;
    }
    phrase->next = (int32_t)start;
    return 1;
}

/* The same of every phrase whose anchor the word at `at` may be. What they need lies all over the memory, so it is
   asked for ahead, phrase by phrase, before the first is tried. */
static int find_around(Search *search, Found *found, Py_ssize_t at, Py_ssize_t stop, Py_ssize_t offset)
{
    const Scanner *s = search->scanner;
    uint16_t word = search->text[at];
    uint32_t count = 0;
    for (const Post *post = s->posts + s->post[word]; post < s->posts + s->post[word + 1]; post++) {
        s->likely[count] = post->phrase;
        if (has_bit(s->present, post->needs[0]) & has_bit(s->present, post->needs[1])) {
            PREFETCH(s->phrase + post->phrase);
            count++;
        }
    }
    for (uint32_t i = 0; i < count; i++)
        PREFETCH(s->program + s->phrase[s->likely[i]].begin);
    for (uint32_t i = 0; i < count; i++)
        if (!find_phrase(search, found, s->likely[i], at, stop, offset))
            return 0;
    return 1;
}

/* A new round: which needed sets hold a word of this text? */
static void note_present(Scanner *self, const uint16_t *text, Py_ssize_t length)
{
    uint64_t *restrict present = self->present;
    uint32_t needed = self->needed;
    memset(present, 0, needed * sizeof *present);
    for (Py_ssize_t at = 0; at < length; at++) {
        const uint64_t *restrict row = self->sets + (size_t)text[at] * self->row;
        for (uint32_t i = 0; i < needed; i++)
            present[i] |= row[i];
    }
    if (++self->round == 0) {
        for (uint32_t i = 0; i < self->phrases; i++)
            self->phrase[i].seen = 0;
        self->round = 1;
    }
}

PyDoc_STRVAR(find_all_doc,
"find_all(code, first, last, stop) -> bytes\n\n"
"Every phrase in code[first:last] that begins before stop, of one phrase none inside another: phrase, start, end, the\n"
"number of its elements, from where to where each goes (-1, -1 for one that is missing). In no order of phrases.");

static PyObject *find_all(Scanner *self, PyObject *args)
{
    PyObject *code;
    Py_ssize_t first, last, stop, length;
    if (!PyArg_ParseTuple(args, "Unnn", &code, &first, &last, &stop))
        return NULL;
    if (first < 0 || first > stop || stop > last || last > PyUnicode_GetLength(code) || last > MOST)
        return PyErr_Format(PyExc_ValueError, "not inside the text: %zd, %zd, %zd", first, last, stop);
    PyObject *piece = PyUnicode_Substring(code, first, last);
    uint16_t *text = piece ? numbered(self, piece, &length) : NULL;
    Py_XDECREF(piece);
    if (!text)
        return NULL;
    Search search = {.scanner = self, .text = text, .last = length};
    Found found = {0};
    int complete = 1;
    note_present(self, text, length);
    for (Py_ssize_t at = 0; complete && at < length; at++)
        complete = find_around(&search, &found, at, stop - first, first);
    PyMem_Free(text);
    return packed(&found, complete);
}

PyDoc_STRVAR(first_of_each_doc,
"first_of_each(code) -> bytes\n\n"
"From left to right, at every place the first phrase that matches there, none inside another: phrase, start, end.");

static PyObject *first_of_each(Scanner *self, PyObject *code)
{
    if (!PyUnicode_Check(code))
        return PyErr_Format(PyExc_TypeError, "a string is needed");
    Py_ssize_t length = PyUnicode_GetLength(code);
    uint16_t *text = length <= MOST ? numbered(self, code, &length) : NULL;
    if (!text)
        return PyErr_Occurred() ? NULL : PyErr_Format(PyExc_ValueError, "the text is too long");
    Search search = {.scanner = self, .text = text, .last = length};
    Found found = {0};
    int complete = 1;
    for (Py_ssize_t at = 0; complete && at < length;) {
        Py_ssize_t end = -1;
        uint32_t i = self->post[text[at]], phrase = 0;
        for (; end < 0 && i < self->post[text[at] + 1]; i++)
            end = match_at(&search, phrase = self->posts[i].phrase, at);
        if (end > at)
            complete = put(&found, (int32_t[]){(int32_t)phrase, (int32_t)at, (int32_t)end}, 3);
        at = end > at ? end : at + 1;
    }
    PyMem_Free(text);
    return packed(&found, complete);
}

static int is_set(const Scanner *s, int32_t number)
{
    return number >= 0 && (uint32_t)number < s->count;
}

/* Do the options of an element fill just the numbers that it has? */
static int has_sound_options(const Scanner *s, const int32_t *node)
{
    int64_t at = 5;
    for (int32_t i = 0; i < node[3]; i++) {
        if (at >= node[2] || node[at] < 0 || at + 1 + node[at] > node[2])
            return 0;
        for (int32_t k = 1; k <= node[at]; k++)
            if (!is_set(s, node[at + k]))
                return 0;
        at += 1 + node[at];
    }
    return at == node[2];
}

/* Is the program of a phrase at `at` whole, and does it name only sets that there are? */
static int is_sound(const Scanner *s, uint32_t at)
{
    int nodes = 0, groups = 0;
    if (at >= s->size || (s->program[at] != ANY && !is_set(s, s->program[at])))
        return 0;
    for (at++; at < s->size;) {
        const int32_t *node = s->program + at;
        uint32_t left = s->size - at;
        if (node[0] == END)
            return 1;
        if (++nodes > MOST_NODES || left < 5 || node[1] < 0)
            return 0;
        if (node[0] == GAP) {
            if (!is_set(s, node[2]))
                return 0;
            at += 3;
            continue;
        }
        if (node[0] != ELEMENT || ++groups > MOST_GROUPS || node[2] < 5 || (uint32_t)node[2] > left ||
            !is_set(s, node[4]) || !has_sound_options(s, node))
            return 0;
        at += (uint32_t)node[2];
    }
    return 0;
}

typedef struct {
    const char *bytes;
    Py_ssize_t size;
} Bytes;

static void *copied(Bytes from)
{
    void *made = malloc(from.size ? from.size : 1);
    if (made)
        memcpy(made, from.bytes, from.size);
    return made;
}

enum { DAMAGED, NO_MEMORY, MADE }; /* how the making of a scanner, or a part of it, ends */

/* The rows of `sets`, from a list of numbers a set; ends[i] is where list i ends. */
static int make_sets(Scanner *self, const uint16_t *members, Py_ssize_t count, const uint32_t *ends)
{
    self->row = self->count / 64 + 1;
    self->present = calloc(self->row, sizeof *self->present);
    self->sets = calloc((size_t)self->alphabet * self->row, sizeof *self->sets);
    if (!self->present || !self->sets)
        return NO_MEMORY;
    for (uint32_t set = 0, i = 0; set < self->count; set++) {
        if (ends[set] < i || ends[set] > count)
            return DAMAGED;
        for (; i < ends[set]; i++) {
            if (members[i] >= self->alphabet)
                return DAMAGED;
            self->sets[(size_t)members[i] * self->row + (set >> 6)] |= (uint64_t)1 << (set & 63);
        }
    }
    return MADE;
}

/* The programs, each checked. */
static int make_programs(Scanner *self, Bytes program, const uint32_t *begins, const uint32_t *before)
{
    self->size = (uint32_t)(program.size / 4);
    self->program = copied(program);
    self->phrase = calloc(self->phrases + 1, sizeof *self->phrase);
    if (!self->program || !self->phrase)
        return NO_MEMORY;
    for (uint32_t i = 0; i < self->phrases; i++) {
        if (!is_sound(self, begins[i]))
            return DAMAGED;
        self->phrase[i] = (Phrase){begins[i], before[i], 0, 0};
    }
    return MADE;
}

/* posts: for every number of the alphabet the phrases whose anchor, their first need, holds it. */
static int make_posts(Scanner *self, const uint16_t *members, const uint32_t *ends, const uint32_t *needs)
{
    uint64_t posts = 0;
    for (uint32_t i = 0; i < 3 * self->phrases; i++) {
        if (needs[i] >= self->count)
            return DAMAGED;
        if (self->needed < needs[i] / 64 + 1)
            self->needed = needs[i] / 64 + 1;
        if (i % 3 == 0)
            posts += ends[needs[i]] - (needs[i] ? ends[needs[i] - 1] : 0);
    }
    if (posts > MOST)
        return DAMAGED;
    self->post = calloc(self->alphabet + 2, sizeof *self->post);
    self->posts = calloc(posts + 1, sizeof *self->posts);
    self->likely = calloc(self->phrases + 1, sizeof *self->likely);
    if (!self->post || !self->posts || !self->likely)
        return NO_MEMORY;
    for (int filling = 0; filling < 2; filling++) {
        for (uint32_t phrase = 0; phrase < self->phrases; phrase++) {
            const uint32_t *need = needs + 3 * phrase;
            for (uint32_t i = need[0] ? ends[need[0] - 1] : 0; i < ends[need[0]]; i++)
                if (filling)
                    self->posts[self->post[members[i] + 1]++] = (Post){phrase, {need[1], need[2]}};
                else
                    self->post[members[i] + 2]++;
        }
        for (uint32_t n = 2; !filling && n < self->alphabet + 2; n++)
            self->post[n] += self->post[n - 1];
    }
    return MADE; /* every begin has moved to the next one's, so post[n + 1] is where n + 1 begins */
}

/* All parts. Only the programs are kept as they are. */
static int make(Scanner *self, PyObject *alphabet, const uint16_t *members, Py_ssize_t count, const uint32_t *ends,
                const uint32_t *needs, Bytes program, const uint32_t *begins, const uint32_t *before)
{
    Py_ssize_t letters = PyUnicode_GetLength(alphabet);
    self->alphabet = (uint32_t)letters + 1;
    for (Py_ssize_t i = 0; i < letters; i++) {
        Py_UCS4 c = PyUnicode_ReadChar(alphabet, i);
        if (c < CHARACTERS)
            self->number[c] = (uint16_t)(i + 1);
    }
    int end = make_sets(self, members, count, ends);
    if (end == MADE)
        end = make_programs(self, program, begins, before);
    return end == MADE ? make_posts(self, members, ends, needs) : end;
}

PyDoc_STRVAR(scanner_doc,
"Scanner(alphabet, members, ends, program, begins, needs, before)\n\n"
"alphabet: the characters, whose numbers count from 1. members, 16-bit: the numbers in every set, one set after the\n"
"other; the rest, 32-bit: where each set ends, the programs, where each phrase begins in them, its anchor and two more\n"
"sets that it needs, and how many words it may have before the anchor. Raises ValueError when they do not fit\n"
"together.");

static PyObject *scanner_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(keywords))
{
    PyObject *alphabet;
    Bytes members, ends, program, begins, needs, before;
    if (!PyArg_ParseTuple(args, "Uy#y#y#y#y#y#", &alphabet, &members.bytes, &members.size, &ends.bytes, &ends.size,
                          &program.bytes, &program.size, &begins.bytes, &begins.size, &needs.bytes, &needs.size,
                          &before.bytes, &before.size))
        return NULL;
    if (PyUnicode_GetLength(alphabet) >= CHARACTERS - 1 || members.size / 2 > MOST || ends.size / 4 > MOST ||
        program.size / 4 > MOST || needs.size / 4 > MOST || needs.size != 3 * begins.size || before.size != begins.size)
        return PyErr_Format(PyExc_ValueError, "the parts of a scanner do not fit together");
    allocfunc allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Scanner *self = (Scanner *)allocate(type, 0);
    uint16_t *member = copied(members); /* bytes need not begin where numbers may */
    uint32_t *end = copied(ends), *need = copied(needs), *begin = copied(begins), *words = copied(before);
    int made = NO_MEMORY;
    if (self && member && end && need && begin && words) {
        self->count = (uint32_t)(ends.size / 4);
        self->phrases = (uint32_t)(begins.size / 4);
        made = make(self, alphabet, member, members.size / 2, end, need, program, begin, words);
    }
    free(member);
    free(end);
    free(need);
    free(begin);
    free(words);
    if (made == MADE)
        return (PyObject *)self;
    Py_XDECREF((PyObject *)self);
    return made == DAMAGED ? PyErr_Format(PyExc_ValueError, "a phrase of a scanner is damaged") : PyErr_NoMemory();
}

static void scanner_free(Scanner *self)
{
    PyTypeObject *type = Py_TYPE((PyObject *)self);
    free(self->sets);
    free(self->present);
    free(self->program);
    free(self->phrase);
    free(self->posts);
    free(self->likely);
    free(self->post);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}

static PyMethodDef methods[] = {
    {"find_all", (PyCFunction)find_all, METH_VARARGS, find_all_doc},
    {"first_of_each", (PyCFunction)first_of_each, METH_O, first_of_each_doc},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_new, scanner_new},
    {Py_tp_dealloc, scanner_free},
    {Py_tp_methods, methods},
    {Py_tp_doc, (void *)scanner_doc},
    {0, NULL},
};

static PyType_Spec scanner_spec = {"triage.text._scanner.Scanner", sizeof(Scanner), 0, Py_TPFLAGS_DEFAULT, slots};

static int fill(PyObject *module)
{
    PyObject *type = PyType_FromModuleAndSpec(module, &scanner_spec, NULL);
    int failed = !type || PyModule_AddType(module, (PyTypeObject *)type) < 0;
    Py_XDECREF(type);
    return failed || PyModule_AddIntConstant(module, "FORMAT", FORMAT) < 0 ? -1 : 0;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, fill}, {0, NULL}};
static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_scanner", "Finds phrases in coded texts.", 0, NULL, module_slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__scanner(void)
{
    return PyModuleDef_Init(&module);
}
