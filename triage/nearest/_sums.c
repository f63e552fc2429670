/* Adds up what the words of a text say for every case, and finds the telling of a case that comes nearest: what
   PlainSums does (sums.py; tables.py says what the numbers mean). tests/test_sums.py compares the two.

   A chunk is what stands between two blanks. Which words it is, and by which numbers of features they are known, is
   worked out in Python (index.py) and learnt here; a text of known chunks is then one pass over its letters, one over
   its words, and one over the rows of their features.

   All weights are whole numbers, so that a sum is the same in whatever order and on whatever machine it is made.

   The tables are read where Python keeps them and checked when they come in: a damaged file ends in ValueError and
   never in a crash. Only `bytes` are taken, which nobody can change afterwards. */

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

enum { FORMAT = 1 };                   /* of tables, words and answers; the one in sums.py must be the same */
enum { SHIFT = 24 };                   /* 1.0 is 1 << SHIFT */
enum { HEAVIEST = 4, TOGETHER = 3 };   /* features that tellings are compared by; examples of a sign that count */
enum { ID, NAME, TELLS, COUNT, HEAD }; /* the numbers before the features of a word */
enum { MOST = 255 };                   /* cases asked for at once */
enum { LINE = 64, ROWS_AHEAD = 6 };    /* bytes that come from memory at once; rows asked for ahead */
enum { FEWEST_SLOTS = 1024, MOST_UNITS = INT32_MAX };

/* A sparse matrix: row i lies from starts[i] to starts[i + 1]. */
typedef struct {
    const uint32_t *starts;
    const void *columns; /* of 16 bits, or of 32 where there are more columns */
    const int32_t *values;
    int is_wide;
} Table;

/* What stands between two blanks; in `memory`, its letters behind it and its words behind these, in whole units. */
typedef struct {
    uint32_t hash, length; /* in letters */
    uint64_t size;         /* of its words, in units */
} Chunk;

/* A chunk of the text at hand. */
typedef struct {
    const Py_UCS4 *letters;
    uint32_t hash, length;
    uint32_t slot; /* what stands in its slot */
} Span;

typedef struct {
    int64_t most[TOGETHER]; /* what its nearest examples share with the text, descending */
} Sign;

typedef struct {
    PyObject_HEAD
    PyObject *parts;      /* owns all that is read of the tables */
    Table weights;        /* feature: what it says for each case */
    Table having;         /* feature: what each telling shares with a text that has it; empty when not compared */
    Table beside;         /* name of a word: the name that may follow and a feature that both then have */
    Table tellings;       /* case: its tellings, ascending */
    const int32_t *worth; /* of every feature */
    const int32_t *signs; /* of every telling: the sign it is an example of, or 0 */
    const double *bias;   /* of every case, for every unit of a text's worth */
    uint32_t features, cases, names, texts;

    int64_t *memory; /* the chunks that were learnt */
    uint32_t *slots; /* where a chunk begins in `memory`, plus 1, in the first free slot after its hash; or 0 */
    size_t memory_used, memory_size, slots_size, chunks;

    Span *spans;        /* the chunks of a text */
    uint32_t *gathered; /* its features, in their order */
    int64_t *seen;      /* the ids of its words, by themselves, each in a pair with whether it is there */
    size_t spans_used, spans_size, gathered_used, gathered_size, seen_size, seen_mask;
    uint32_t *round_of, round; /* the text in which a feature that counts once was last counted */
    int64_t *sums;             /* of every case, in the making */
    int64_t *shared;           /* of every telling; zero between two questions */
    Sign *near;                /* by sign; zero between two questions */
    uint32_t *order;           /* the signs found near, in the order of their first tellings */
} Sums;

static inline uint32_t column(const Table *table, uint32_t i)
{
    return table->is_wide ? ((const uint32_t *)table->columns)[i] : ((const uint16_t *)table->columns)[i];
}

/* Room for `more` items; *items and *size grow by doubling. */
static int reserve(void **items, size_t *size, size_t used, size_t more, size_t item)
{
    size_t wanted = *size ? *size : 256;
    while (wanted < used + more)
        wanted *= 2;
    if (wanted == *size)
        return 1;
    void *grown = wanted > MOST_UNITS ? NULL : realloc(*items, wanted * item);
    if (!grown)
        return 0;
    *items = grown;
    *size = wanted;
    return 1;
}

/* Puts a new reference into a list; 0 when there is none. */
static int put(PyObject *list, PyObject *item)
{
    int failed = !item || PyList_Append(list, item) < 0;
    Py_XDECREF(item);
    return !failed;
}

/* What is remembered: chunks and their words. */

static uint32_t hash_of(const Py_UCS4 *letters, size_t length)
{
    uint32_t hash = 2166136261u; /* FNV-1a, a step a letter */
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ letters[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static size_t units_of_letters(size_t length)
{
    return (length * sizeof(Py_UCS4) + sizeof(int64_t) - 1) / sizeof(int64_t);
}

static Chunk *chunk_at(const Sums *self, uint32_t slot)
{
    return (Chunk *)(self->memory + slot - 1);
}

static Py_UCS4 *letters_of(Chunk *chunk)
{
    return (Py_UCS4 *)(chunk + 1);
}

static int64_t *words_of(Chunk *chunk)
{
    return (int64_t *)(chunk + 1) + units_of_letters(chunk->length);
}

/* The slot of a chunk, or the free one where it belongs. */
static uint32_t *slot_of(const Sums *self, Span span)
{
    size_t at = span.hash & (self->slots_size - 1);
    for (; self->slots[at]; at = (at + 1) & (self->slots_size - 1)) {
        Chunk *chunk = chunk_at(self, self->slots[at]);
        if (chunk->hash == span.hash && chunk->length == span.length &&
            !memcmp(letters_of(chunk), span.letters, span.length * sizeof *span.letters))
            break;
    }
    return self->slots + at;
}

/* At most half of the slots are taken. */
static int reserve_slots(Sums *self)
{
    if (self->slots_size > 2 * self->chunks + 1)
        return 1;
    size_t size = self->slots_size ? 2 * self->slots_size : FEWEST_SLOTS;
    uint32_t *old = self->slots, *slots = calloc(size, sizeof *slots);
    if (!slots)
        return 0;
    for (size_t i = 0; i < self->slots_size; i++)
        if (old[i]) {
            size_t at = chunk_at(self, old[i])->hash & (size - 1);
            while (slots[at])
                at = (at + 1) & (size - 1);
            slots[at] = old[i];
        }
    free(old);
    self->slots = slots;
    self->slots_size = size;
    return 1;
}

/* One more chunk; 0 when there is no memory. An already known one stays as it is. */
static int add_chunk(Sums *self, Span span, const char *words, size_t size)
{
    size_t letters = units_of_letters(span.length), units = sizeof(Chunk) / sizeof(int64_t) + letters + size;
    if (!reserve_slots(self) ||
        !reserve((void **)&self->memory, &self->memory_size, self->memory_used, units, sizeof *self->memory))
        return 0;
    uint32_t *slot = slot_of(self, span);
    if (*slot)
        return 1;
    *slot = (uint32_t)self->memory_used + 1;
    Chunk *chunk = chunk_at(self, *slot);
    *chunk = (Chunk){span.hash, span.length, size};
    memcpy(letters_of(chunk), span.letters, span.length * sizeof *span.letters);
    memcpy(words_of(chunk), words, size * sizeof(int64_t));
    self->memory_used += units;
    self->chunks++;
    return 1;
}

static int are_features(const Sums *self, const int64_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (numbers[i] < 0 || numbers[i] >= self->features)
            return 0;
    return 1;
}

/* Are these whole words of known features and names? */
static int are_words(const Sums *self, const int64_t *cells, size_t size)
{
    for (size_t at = 0; at < size;) {
        const int64_t *word = cells + at;
        if (size - at < HEAD || word[COUNT] < 0 || (uint64_t)word[COUNT] > size - at - HEAD || word[NAME] < -1 ||
            word[NAME] >= self->names)
            return 0;
        if (!are_features(self, word + HEAD, (size_t)word[COUNT]))
            return 0;
        at += HEAD + (size_t)word[COUNT];
    }
    return 1;
}

PyDoc_STRVAR(learn_doc,
"learn(chunk, words)\n\n"
"See PlainSums.learn. Raises ValueError for words that are none of these tables.");

static PyObject *learn(Sums *self, PyObject *args)
{
    PyObject *chunk, *words;
    char *cells;
    Py_ssize_t size;
    if (!PyArg_ParseTuple(args, "US", &chunk, &words) || PyBytes_AsStringAndSize(words, &cells, &size) < 0)
        return NULL;
    Py_ssize_t length = PyUnicode_GetLength(chunk);
    if (size % sizeof(int64_t) || !are_words(self, (int64_t *)cells, size / sizeof(int64_t)))
        return PyErr_Format(PyExc_ValueError, "these words are none of these tables");
    Py_UCS4 *letters = PyUnicode_AsUCS4Copy(chunk);
    if (!letters)
        return NULL;
    Span span = {letters, hash_of(letters, (size_t)length), (uint32_t)length, 0};
    int added = length < MOST_UNITS && add_chunk(self, span, cells, (size_t)size / sizeof(int64_t));
    PyMem_Free(letters);
    if (!added)
        return PyErr_NoMemory();
    Py_RETURN_NONE;
}

PyDoc_STRVAR(forget_doc, "forget()\n\nEvery chunk that was learnt.");

static PyObject *forget(Sums *self, PyObject *Py_UNUSED(nothing))
{
    free(self->memory);
    free(self->slots);
    self->memory = NULL;
    self->slots = NULL;
    self->memory_used = self->memory_size = self->slots_size = self->chunks = 0;
    Py_RETURN_NONE;
}

static Py_ssize_t remembered(Sums *self)
{
    return (Py_ssize_t)self->memory_used;
}

/* What was heard of a text. */
typedef struct {
    int64_t known, mass, square;
    uint32_t heaviest[HEAVIEST];
    int heavy;
} Heard;

/* Of equally heavy features the one heard first comes first. */
static void keep_heaviest(const Sums *self, Heard *heard, uint32_t feature)
{
    int32_t worth = self->worth[feature];
    int at = heard->heavy, last = HEAVIEST - 1;
    if (at > last && worth <= self->worth[heard->heaviest[last]])
        return;
    for (int i = 0; i < heard->heavy; i++)
        if (heard->heaviest[i] == feature)
            return;
    if (self->having.starts[feature] == self->having.starts[feature + 1])
        return;
    while (at > 0 && worth > self->worth[heard->heaviest[at - 1]])
        at--;
    if (heard->heavy <= last)
        last = heard->heavy++;
    for (int i = last; i > at; i--)
        heard->heaviest[i] = heard->heaviest[i - 1];
    heard->heaviest[at] = feature;
}

static void add_feature(Sums *self, Heard *heard, uint32_t feature)
{
    const Table *weights = &self->weights;
    for (uint32_t i = weights->starts[feature]; i < weights->starts[feature + 1]; i++)
        self->sums[column(weights, i)] += weights->values[i];
    int64_t worth = self->worth[feature];
    heard->mass += worth;
    heard->square += worth * worth >> SHIFT;
    keep_heaviest(self, heard, feature);
}

/* Asks for the memory of a feature's row, which lies anywhere, some time before it is added. */
static void ask_for(const Sums *self, uint32_t feature)
{
    const Table *weights = &self->weights;
    uint32_t start = weights->starts[feature], end = weights->starts[feature + 1];
    PREFETCH(self->worth + feature);
    PREFETCH((const char *)weights->columns + ((size_t)start << (weights->is_wide + 1)));
    for (uint32_t i = start; i < end; i += LINE / sizeof *weights->values)
        PREFETCH(weights->values + i);
}

static void add_gathered(Sums *self, Heard *heard)
{
    const uint32_t *feature = self->gathered;
    for (size_t i = 0; i < self->gathered_used; i++) {
        if (i + ROWS_AHEAD < self->gathered_used)
            ask_for(self, feature[i + ROWS_AHEAD]);
        add_feature(self, heard, feature[i]);
    }
}

static int gather(Sums *self, uint32_t feature)
{
    if (!reserve((void **)&self->gathered, &self->gathered_size, self->gathered_used, 1, sizeof *self->gathered))
        return 0;
    PREFETCH(self->weights.starts + feature);
    self->gathered[self->gathered_used++] = feature;
    return 1;
}

/* A feature that is of no single word. */
static int gather_once(Sums *self, uint32_t feature)
{
    if (self->round_of[feature] == self->round)
        return 1;
    self->round_of[feature] = self->round;
    return gather(self, feature);
}

/* What two neighbouring words have together. */
static int gather_beside(Sums *self, uint32_t first, uint32_t second)
{
    const Table *beside = &self->beside;
    uint32_t low = beside->starts[first], high = beside->starts[first + 1], end = high;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (column(beside, middle) < second)
            low = middle + 1;
        else
            high = middle;
    }
    int fits = 1;
    for (; fits && low < end && column(beside, low) == second; low++)
        fits = gather_once(self, (uint32_t)beside->values[low]);
    return fits;
}

/* Is the word with this id the first of the text? */
static int is_first(Sums *self, int64_t id)
{
    size_t slot = ((uint64_t)id * 0x9E3779B97F4A7C15u) >> 32 & self->seen_mask;
    for (; self->seen[2 * slot + 1]; slot = (slot + 1) & self->seen_mask)
        if (self->seen[2 * slot] == id)
            return 0;
    self->seen[2 * slot] = id;
    self->seen[2 * slot + 1] = 1;
    return 1;
}

/* The words of a chunk, each counted once a text; *before: the name of the last word, or -1. */
static int gather_words(Sums *self, Heard *heard, Chunk *chunk, int64_t *before)
{
    const int64_t *word = words_of(chunk), *end = word + chunk->size;
    for (; word < end; word += HEAD + word[COUNT]) {
        if (is_first(self, word[ID])) {
            heard->known += word[TELLS] != 0;
            for (int64_t i = 0; i < word[COUNT]; i++)
                if (!gather(self, (uint32_t)word[HEAD + i]))
                    return 0;
        }
        if (*before >= 0 && word[NAME] >= 0 && !gather_beside(self, (uint32_t)*before, (uint32_t)word[NAME]))
            return 0;
        *before = word[NAME];
    }
    return 1;
}

/* The chunks of a text. Their memory is asked for before it is needed. */
static int cut(Sums *self, const Py_UCS4 *letters, size_t length)
{
    self->spans_used = 0;
    for (size_t start = 0, at = 0; at <= length; at++) {
        if (at < length && letters[at] != ' ')
            continue;
        if (!reserve((void **)&self->spans, &self->spans_size, self->spans_used, 1, sizeof *self->spans))
            return 0;
        Span span = {letters + start, hash_of(letters + start, at - start), (uint32_t)(at - start), 0};
        if (self->slots)
            PREFETCH(self->slots + (span.hash & (self->slots_size - 1)));
        self->spans[self->spans_used++] = span;
        start = at + 1;
    }
    for (size_t i = 0; self->slots && i < self->spans_used; i++)
        PREFETCH(self->memory + self->slots[self->spans[i].hash & (self->slots_size - 1)]);
    return 1;
}

/* Looks all chunks up and lists those that are not known; 0 with an exception when there is no memory. */
static int look_up(Sums *self, PyObject *text, const Py_UCS4 *letters, PyObject *unknown)
{
    int fits = 1;
    for (size_t i = 0; fits && i < self->spans_used; i++) {
        Span *span = self->spans + i;
        Py_ssize_t start = span->letters - letters;
        span->slot = self->slots ? *slot_of(self, *span) : 0;
        if (!span->slot)
            fits = put(unknown, PyUnicode_Substring(text, start, start + span->length));
    }
    return fits;
}

/* A new text: room for the ids of its words, all free, and no feature counted. */
static int begin(Sums *self)
{
    size_t words = 0, size = 64;
    for (size_t i = 0; i < self->spans_used; i++)
        words += chunk_at(self, self->spans[i].slot)->size / HEAD;
    while (size < 4 * words)
        size *= 2;
    if (!reserve((void **)&self->seen, &self->seen_size, 0, size, sizeof *self->seen))
        return 0;
    self->seen_mask = size / 2 - 1;
    memset(self->seen, 0, size * sizeof *self->seen);
    memset(self->sums, 0, self->cases * sizeof *self->sums);
    if (++self->round == 0) {
        memset(self->round_of, 0, self->features * sizeof *self->round_of);
        self->round = 1;
    }
    self->gathered_used = 0;
    return 1;
}

/* The sums of a text whose chunks are all known, with `more` features; 0 when there is no memory. */
static int add_text(Sums *self, Heard *heard, const int64_t *more, size_t count)
{
    int fits = begin(self);
    int64_t before = -1;
    for (size_t i = 0; fits && i < self->spans_used; i++)
        fits = gather_words(self, heard, chunk_at(self, self->spans[i].slot), &before);
    for (size_t i = 0; fits && i < count; i++)
        fits = gather_once(self, (uint32_t)more[i]);
    if (fits)
        add_gathered(self, heard);
    return fits;
}

typedef struct {
    uint32_t number;
    double score;
} Case;

/* Python's `sum + mass * bias`, rounded twice as there: volatile keeps the machine from joining the two. */
static double score_of(const Sums *self, const Heard *heard, uint32_t number)
{
    volatile double share = (double)heard->mass * self->bias[number];
    return (double)self->sums[number] + share;
}

/* The best cases but the first, which is none; of equal ones the first. Returns how many. */
static int best_cases(const Sums *self, const Heard *heard, Case *best, int most)
{
    int count = 0;
    for (uint32_t number = 1; number < self->cases; number++) {
        double score = score_of(self, heard, number);
        int at = count;
        while (at > 0 && score > best[at - 1].score)
            at--;
        if (at >= most)
            continue;
        if (count < most)
            count++;
        for (int i = count - 1; i > at; i--)
            best[i] = best[i - 1];
        best[at] = (Case){number, score};
    }
    return count;
}

static PyObject *told(const Heard *heard, double nothing, const Case *best, int count)
{
    PyObject *cases = PyList_New(0), *heaviest = PyList_New(0);
    int fits = cases && heaviest;
    for (int i = 0; fits && i < count; i++)
        fits = put(cases, Py_BuildValue("Id", best[i].number, best[i].score));
    for (int i = 0; fits && i < heard->heavy; i++)
        fits = put(heaviest, PyLong_FromUnsignedLong(heard->heaviest[i]));
    if (fits)
        return Py_BuildValue("LLdNN", heard->known, heard->square, nothing, cases, heaviest);
    Py_XDECREF(cases);
    Py_XDECREF(heaviest);
    return NULL;
}

PyDoc_STRVAR(hear_doc,
"hear(text, more, most) -> (known, square, nothing, cases, heaviest), or a list of chunks\n\n"
"See PlainSums.hear. Raises ValueError for features that there are not.");

static PyObject *hear(Sums *self, PyObject *args)
{
    PyObject *text, *others;
    char *more;
    Py_ssize_t most, count;
    if (!PyArg_ParseTuple(args, "USn", &text, &others, &most) || PyBytes_AsStringAndSize(others, &more, &count) < 0)
        return NULL;
    count /= sizeof(int64_t);
    Py_ssize_t length = PyUnicode_GetLength(text);
    if (length >= MOST_UNITS || most < 0 || most > MOST || !are_features(self, (int64_t *)more, (size_t)count))
        return PyErr_Format(PyExc_ValueError, "no text of these tables");
    PyObject *chunks = PyList_New(0); /* first, because making objects may run other code */
    Py_UCS4 *letters = chunks ? PyUnicode_AsUCS4Copy(text) : NULL;
    int fits = letters && (cut(self, letters, (size_t)length) || PyErr_NoMemory()) &&
               look_up(self, text, letters, chunks);
    PyMem_Free(letters);
    if (fits && PyList_Size(chunks))
        return chunks;
    Py_XDECREF(chunks);
    if (!fits)
        return NULL;
    Heard heard = {0};
    if (!add_text(self, &heard, (int64_t *)more, (size_t)count))
        return PyErr_NoMemory();
    Case best[MOST];
    int cases = best_cases(self, &heard, best, (int)most);
    return told(&heard, score_of(self, &heard, 0), best, cases);
}

/* The numbers of a list, all below `limit`; how many, or -1 with an exception. */
static int numbers_of(PyObject *list, uint32_t limit, uint32_t *numbers, int most)
{
    Py_ssize_t count = PyList_Size(list);
    for (Py_ssize_t i = 0; i < count && count <= most; i++) {
        size_t number = PyLong_AsSize_t(PyList_GetItem(list, i));
        if (number >= limit) {
            PyErr_Clear();
            count = -1;
            break;
        }
        numbers[i] = (uint32_t)number;
    }
    if (count >= 0 && count <= most)
        return (int)count;
    PyErr_SetString(PyExc_ValueError, "a number is none of these tables");
    return -1;
}

/* Every telling that has one of the features shares this with the text; or, once answered, nothing again. */
static void share(Sums *self, const uint32_t *heaviest, int heavy, int forgets)
{
    const Table *having = &self->having;
    for (int h = 0; h < heavy; h++)
        for (uint32_t i = having->starts[heaviest[h]]; i < having->starts[heaviest[h] + 1]; i++) {
            int64_t *shared = self->shared + column(having, i);
            *shared = forgets ? 0 : *shared + having->values[i];
        }
}

static int64_t together(const Sign *sign)
{
    int64_t sum = 0;
    for (int i = 0; i < TOGETHER; i++)
        sum += sign->most[i];
    return sum;
}

/* An example of a sign; returns whether it is the first one near. */
static int add_example(Sign *sign, int64_t shared)
{
    int is_new = !sign->most[0];
    for (int i = 0; i < TOGETHER; i++)
        if (shared > sign->most[i]) {
            int64_t less = sign->most[i];
            sign->most[i] = shared;
            shared = less;
        }
    return is_new;
}

typedef struct {
    uint32_t telling, sign;
} Nearest;

/* The telling of a case that shares most, the first of equal ones, and the sign whose examples share most. */
static Nearest nearest_of(Sums *self, uint32_t number)
{
    const Table *tellings = &self->tellings;
    uint32_t start = tellings->starts[number], count = 0;
    Nearest found = {column(tellings, start), 0};
    for (uint32_t i = start; i < tellings->starts[number + 1]; i++) {
        uint32_t telling = column(tellings, i), sign = (uint32_t)self->signs[telling];
        int64_t shared = self->shared[telling];
        if (shared > self->shared[found.telling])
            found.telling = telling;
        if (shared && sign && add_example(self->near + sign, shared))
            self->order[count++] = sign;
    }
    for (uint32_t i = 0; i < count; i++)
        if (together(self->near + self->order[i]) > together(self->near + found.sign))
            found.sign = self->order[i];
    for (uint32_t i = 0; i < count; i++)
        self->near[self->order[i]] = (Sign){{0}};
    return found;
}

PyDoc_STRVAR(nearest_doc,
"nearest(heaviest, cases) -> list of (telling, sign)\n\n"
"See PlainSums.nearest. Raises ValueError for a feature or a case that there is not.");

static PyObject *nearest(Sums *self, PyObject *args)
{
    PyObject *features, *cases;
    uint32_t heaviest[HEAVIEST], numbers[MOST];
    Nearest found[MOST];
    if (!PyArg_ParseTuple(args, "O!O!", &PyList_Type, &features, &PyList_Type, &cases))
        return NULL;
    int heavy = numbers_of(features, self->features, heaviest, HEAVIEST);
    int count = heavy < 0 ? -1 : numbers_of(cases, self->cases, numbers, MOST);
    if (count < 0)
        return NULL;
    for (int i = 0; i < count; i++)
        if (self->tellings.starts[numbers[i]] == self->tellings.starts[numbers[i] + 1])
            return PyErr_Format(PyExc_ValueError, "nothing tells about case %u", numbers[i]);
    share(self, heaviest, heavy, 0);
    for (int i = 0; i < count; i++)
        found[i] = nearest_of(self, numbers[i]);
    share(self, heaviest, heavy, 1);
    PyObject *told = PyList_New(0); /* last, because making objects may run other code */
    for (int i = 0; told && i < count; i++)
        if (!put(told, Py_BuildValue("II", found[i].telling, found[i].sign)))
            Py_CLEAR(told);
    return told;
}

/* The bytes of an object as `size` numbers of `item` bytes each. */
static const void *numbers_in(PyObject *bytes, uint32_t *size, size_t item)
{
    char *at;
    Py_ssize_t length;
    if (PyBytes_AsStringAndSize(bytes, &at, &length) < 0 || length / item >= INT32_MAX || length % item)
        return NULL;
    *size = (uint32_t)(length / item);
    return at;
}

/* Is this a whole table whose columns are below `columns` and whose values lie from `least` to `last`? */
static int table_of(Table *table, PyObject *part, uint32_t rows, uint32_t columns, int64_t least, int64_t last)
{
    PyObject *starts, *inner, *values;
    uint32_t starts_size, columns_size, size;
    table->is_wide = columns > UINT16_MAX + 1;
    if (!PyArg_ParseTuple(part, "SSS", &starts, &inner, &values) ||
        !(table->starts = numbers_in(starts, &starts_size, sizeof *table->starts)) ||
        !(table->columns = numbers_in(inner, &columns_size, table->is_wide ? 4 : 2)) ||
        !(table->values = numbers_in(values, &size, sizeof *table->values)) || starts_size != rows + 1 ||
        columns_size != size || table->starts[0] || table->starts[rows] != size)
        return 0;
    for (uint32_t i = 0; i < rows; i++)
        if (table->starts[i] > table->starts[i + 1])
            return 0;
    for (uint32_t i = 0; i < size; i++)
        if (column(table, i) >= columns || table->values[i] < least || table->values[i] > last)
            return 0;
    return 1;
}

/* The tables of `parts`; *signs: the highest sign. 0 when they are not whole. */
static int read_parts(Sums *self, uint32_t *signs)
{
    PyObject *weights, *having, *beside, *tellings, *worth, *of_texts, *bias, *starts;
    PyTypeObject *tuple = &PyTuple_Type;
    if (!PyArg_ParseTuple(self->parts, "O!O!O!O!SSS", tuple, &weights, tuple, &having, tuple, &beside, tuple,
                          &tellings, &worth, &of_texts, &bias) ||
        !(self->worth = numbers_in(worth, &self->features, sizeof *self->worth)) ||
        !(self->signs = numbers_in(of_texts, &self->texts, sizeof *self->signs)) ||
        !(self->bias = numbers_in(bias, &self->cases, sizeof *self->bias)) || !self->cases ||
        !(starts = PyTuple_GetItem(beside, 0)) || !numbers_in(starts, &self->names, sizeof(uint32_t)) || !self->names--)
        return 0;
    for (uint32_t i = 0; i < self->texts; i++) {
        if ((uint32_t)self->signs[i] > self->texts) /* or below 0 */
            return 0;
        if (*signs < (uint32_t)self->signs[i])
            *signs = (uint32_t)self->signs[i];
    }
    return table_of(&self->weights, weights, self->features, self->cases, INT32_MIN, INT32_MAX) &&
           table_of(&self->having, having, self->features, self->texts, 1, INT32_MAX) &&
           table_of(&self->beside, beside, self->names, self->names, 0, (int64_t)self->features - 1) &&
           table_of(&self->tellings, tellings, self->cases, self->texts, INT32_MIN, INT32_MAX);
}

static int make_room(Sums *self, uint32_t signs)
{
    self->sums = calloc(self->cases, sizeof *self->sums);
    self->shared = calloc((size_t)self->texts + 1, sizeof *self->shared);
    self->round_of = calloc((size_t)self->features + 1, sizeof *self->round_of);
    self->near = calloc((size_t)signs + 1, sizeof *self->near);
    self->order = calloc((size_t)signs + 1, sizeof *self->order);
    return self->sums && self->shared && self->round_of && self->near && self->order;
}

PyDoc_STRVAR(sums_doc,
"Sums(weights, having, beside, tellings, worth, signs, bias)\n\n"
"See Parts in tables.py. Raises ValueError when they do not fit together.");

static PyObject *sums_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(keywords))
{
    allocfunc allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Sums *self = (Sums *)allocate(type, 0);
    uint32_t signs = 0;
    if (!self)
        return NULL;
    self->parts = Py_NewRef(args);
    if (!read_parts(self, &signs)) {
        PyErr_Clear();
        PyErr_SetString(PyExc_ValueError, "the tables of the second reader are damaged");
    } else if (make_room(self, signs))
        return (PyObject *)self;
    else
        PyErr_NoMemory();
    Py_DECREF((PyObject *)self);
    return NULL;
}

static void sums_free(Sums *self)
{
    PyTypeObject *type = Py_TYPE((PyObject *)self);
    void *own[] = {self->memory,   self->slots, self->spans,  self->gathered, self->seen,
                   self->round_of, self->sums,  self->shared, self->near,     self->order};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        free(own[i]);
    Py_XDECREF(self->parts);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}

static PyMethodDef methods[] = {
    {"learn", (PyCFunction)learn, METH_VARARGS, learn_doc},
    {"forget", (PyCFunction)forget, METH_NOARGS, forget_doc},
    {"hear", (PyCFunction)hear, METH_VARARGS, hear_doc},
    {"nearest", (PyCFunction)nearest, METH_VARARGS, nearest_doc},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_new, sums_new},
    {Py_tp_dealloc, sums_free},
    {Py_tp_methods, methods},
    {Py_sq_length, remembered},
    {Py_tp_doc, (void *)sums_doc},
    {0, NULL},
};

static PyType_Spec sums_spec = {"triage.nearest._sums.Sums", sizeof(Sums), 0, Py_TPFLAGS_DEFAULT, slots};

static int fill(PyObject *module)
{
    PyObject *type = PyType_FromModuleAndSpec(module, &sums_spec, NULL);
    int failed = !type || PyModule_AddType(module, (PyTypeObject *)type) < 0;
    Py_XDECREF(type);
    return failed || PyModule_AddIntConstant(module, "FORMAT", FORMAT) < 0 ? -1 : 0;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, fill}, {0, NULL}};
static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_sums", "Adds up what words say for every case.", 0, NULL, module_slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__sums(void)
{
    return PyModuleDef_Init(&module);
}
