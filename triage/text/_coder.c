/* Writes texts as one character a word: what encode.py does for every chunk it knows, without its lists and dictionaries.

   A chunk is what stands between two blanks. Which characters it becomes, and where their words stand in it, is
   worked out in Python (encode.py) and learnt here; a text of known chunks is then one pass over its letters.
   tests/text/test_encode.py compares the two. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FORMAT = 2 };                      /* of what is learnt and told; the one in quick.py must be the same */
enum { GUESS = 1, NUMBER = 2, COUNT = 4 }; /* kinds of characters: guessed; a number; what may continue a number */
enum { MOST = 255 };                      /* letters of a chunk, and its characters */
enum { FEWEST_SLOTS = 1024 };

typedef struct {
    uint16_t code;
    uint8_t start, end; /* in the chunk */
    uint8_t kinds;
} Character;

typedef struct {
    uint32_t hash;
    uint32_t letters;    /* where its letters begin in `letters` */
    uint32_t characters; /* where its characters begin in `characters` */
    uint8_t length, count;
} Chunk;

typedef struct {
    PyObject_HEAD
    Py_UCS4 *letters;
    Character *characters;
    Chunk *chunks;
    uint32_t *slots; /* number of a chunk + 1, or 0; a chunk stands in the first free slot after its hash */
    size_t letters_used, letters_size, characters_used, characters_size, chunks_used, chunks_size, slots_size;
} Coder;

static uint32_t hash_of(const Py_UCS4 *letters, size_t length)
{
    uint32_t hash = 2166136261u; /* FNV-1a, a step a letter */
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ letters[i]) * 16777619u;
    return hash ^ hash >> 15;
}

/* The slot of a chunk, or the free one where it belongs. */
static uint32_t *slot_of(const Coder *self, uint32_t hash, const Py_UCS4 *letters, size_t length)
{
    size_t at = hash & (self->slots_size - 1);
    for (; self->slots[at]; at = (at + 1) & (self->slots_size - 1)) {
        const Chunk *chunk = self->chunks + self->slots[at] - 1;
        if (chunk->hash == hash && chunk->length == length &&
            !memcmp(self->letters + chunk->letters, letters, length * sizeof *letters))
            break;
    }
    return self->slots + at;
}

/* Room for `more` items; *items and *size grow by doubling. */
static int reserve(void **items, size_t *size, size_t used, size_t more, size_t item)
{
    size_t wanted = *size ? *size : 256;
    while (wanted < used + more)
        wanted *= 2;
    if (wanted == *size)
        return 1;
    void *grown = wanted > UINT32_MAX ? NULL : realloc(*items, wanted * item);
    if (!grown)
        return 0;
    *items = grown;
    *size = wanted;
    return 1;
}

/* At most half of the slots are taken. */
static int reserve_slots(Coder *self)
{
    if (self->slots_size > 2 * self->chunks_used + 1)
        return 1;
    size_t size = self->slots_size ? 2 * self->slots_size : FEWEST_SLOTS;
    uint32_t *slots = calloc(size, sizeof *slots);
    if (!slots)
        return 0;
    free(self->slots);
    self->slots = slots;
    self->slots_size = size;
    for (uint32_t i = 0; i < self->chunks_used; i++) {
        const Chunk *chunk = self->chunks + i;
        *slot_of(self, chunk->hash, self->letters + chunk->letters, chunk->length) = i + 1;
    }
    return 1;
}

static int reserve_all(Coder *self, size_t length, size_t count)
{
    return reserve_slots(self) &&
           reserve((void **)&self->letters, &self->letters_size, self->letters_used, length, sizeof *self->letters) &&
           reserve((void **)&self->characters, &self->characters_size, self->characters_used, count,
                   sizeof *self->characters) &&
           reserve((void **)&self->chunks, &self->chunks_size, self->chunks_used, 1, sizeof *self->chunks);
}

/* One more chunk; 0 when there is no memory. An already known one stays as it is. */
static int add(Coder *self, const Py_UCS4 *letters, size_t length, const Character *characters, size_t count)
{
    if (!reserve_all(self, length, count))
        return 0;
    uint32_t hash = hash_of(letters, length);
    uint32_t *slot = slot_of(self, hash, letters, length);
    if (*slot)
        return 1;
    self->chunks[self->chunks_used] = (Chunk){hash, (uint32_t)self->letters_used, (uint32_t)self->characters_used,
                                              (uint8_t)length, (uint8_t)count};
    memcpy(self->letters + self->letters_used, letters, length * sizeof *letters);
    memcpy(self->characters + self->characters_used, characters, count * sizeof *characters);
    self->letters_used += length;
    self->characters_used += count;
    *slot = (uint32_t)++self->chunks_used;
    return 1;
}

PyDoc_STRVAR(learn_doc,
"learn(chunk, code, places, kinds)\n\n"
"What a chunk is written as. places: two bytes a character, where its word begins and ends in the chunk; kinds: one\n"
"byte a character. Raises ValueError when they do not fit together or the chunk is too long.");

static PyObject *learn(Coder *self, PyObject *args)
{
    PyObject *chunk, *code;
    const unsigned char *places, *kinds;
    Py_ssize_t places_size, count;
    if (!PyArg_ParseTuple(args, "UUy#y#", &chunk, &code, &places, &places_size, &kinds, &count))
        return NULL;
    Py_ssize_t length = PyUnicode_GetLength(chunk);
    if (length > MOST || count > MOST || PyUnicode_GetLength(code) != count || places_size != 2 * count)
        return PyErr_Format(PyExc_ValueError, "a chunk of %zd letters cannot be learnt", length);
    Character characters[MOST];
    for (Py_ssize_t i = 0; i < count; i++) {
        Py_UCS4 c = PyUnicode_ReadChar(code, i);
        if (c > UINT16_MAX || places[2 * i] > places[2 * i + 1] || places[2 * i + 1] > length)
            return PyErr_Format(PyExc_ValueError, "a word is not inside its chunk");
        characters[i] = (Character){(uint16_t)c, places[2 * i], places[2 * i + 1], kinds[i]};
    }
    Py_UCS4 *letters = PyUnicode_AsUCS4Copy(chunk);
    if (!letters)
        return NULL;
    int added = add(self, letters, (size_t)length, characters, (size_t)count);
    PyMem_Free(letters);
    if (!added)
        return PyErr_NoMemory();
    Py_RETURN_NONE;
}

/* The characters of a text, in the making. */
typedef struct {
    wchar_t *code;
    int32_t *places;
    char *guesses;
    Py_ssize_t used, size;
    uint8_t before;    /* kinds of the character before */
    int continues;     /* a number goes on in the next character */
    PyObject *unknown; /* list of the chunks to be learnt, or NULL */
} Line;

static int make_room(Line *line, Py_ssize_t more)
{
    if (line->used + more <= line->size)
        return 1;
    Py_ssize_t size = 2 * line->size + more;
    wchar_t *code = PyMem_Realloc(line->code, size * sizeof *code);
    line->code = code ? code : line->code;
    int32_t *places = PyMem_Realloc(line->places, 2 * size * sizeof *places);
    line->places = places ? places : line->places;
    char *guesses = PyMem_Realloc(line->guesses, size);
    line->guesses = guesses ? guesses : line->guesses;
    if (!code || !places || !guesses)
        return 0;
    line->size = size;
    return 1;
}

/* One chunk of the text, which begins at `at`; 0 with an exception when there is no memory. */
static int write_chunk(const Coder *self, Line *line, PyObject *text, const Py_UCS4 *letters, Py_ssize_t at, Py_ssize_t end)
{
    size_t length = (size_t)(end - at);
    uint32_t slot = self->slots ? *slot_of(self, hash_of(letters + at, length), letters + at, length) : 0;
    if (!slot) {
        PyObject *chunk = PyUnicode_Substring(text, at, end);
        if (!line->unknown)
            line->unknown = PyList_New(0);
        int failed = !chunk || !line->unknown || PyList_Append(line->unknown, chunk) < 0;
        Py_XDECREF(chunk);
        return !failed;
    }
    const Chunk *chunk = self->chunks + slot - 1;
    if (!make_room(line, chunk->count))
        return PyErr_NoMemory() != NULL;
    const Character *character = self->characters + chunk->characters;
    for (int i = 0; i < chunk->count; i++, character++, line->used++) {
        line->code[line->used] = character->code;
        line->places[2 * line->used] = (int32_t)(at + character->start);
        line->places[2 * line->used + 1] = (int32_t)(at + character->end);
        line->guesses[line->used] = character->kinds & GUESS;
        line->continues |= line->before & NUMBER && character->kinds & COUNT;
        line->before = character->kinds;
    }
    return 1;
}

/* What the finished line says; a new reference. */
static PyObject *told(Line *line)
{
    if (line->unknown)
        return Py_NewRef(line->unknown);
    PyObject *code = PyUnicode_FromWideChar(line->code, line->used);
    if (!code)
        return NULL;
    PyObject *made = Py_BuildValue("Oy#y#O", code, (char *)line->places, (Py_ssize_t)(2 * line->used * sizeof *line->places),
                                   line->guesses, line->used, line->continues ? Py_True : Py_False);
    Py_DECREF(code);
    return made;
}

PyDoc_STRVAR(write_doc,
"write(text) -> (code, places, guesses, continues), or a list of chunks\n\n"
"The characters of a prepared text; places: where the word of each begins and ends in the text, as pairs of 32-bit\n"
"numbers; guesses: one byte a character, 1 where the word was only guessed; continues: whether it tells a number in\n"
"several words, which encode.py joins. A list: the chunks to be learnt first.");

static PyObject *write_text(Coder *self, PyObject *text)
{
    if (!PyUnicode_Check(text))
        return PyErr_Format(PyExc_TypeError, "a string is needed");
    Py_ssize_t length = PyUnicode_GetLength(text);
    if (length > INT32_MAX)
        return PyErr_Format(PyExc_OverflowError, "the text is too long");
    Line line = {0};
    Py_UCS4 *letters = PyUnicode_AsUCS4Copy(text); /* with a zero at its end */
    int goes_on = letters && (make_room(&line, length / 4 + 16) || PyErr_NoMemory());
    for (Py_ssize_t start = 0, at = 0; goes_on && at <= length; at++)
        if (at == length || letters[at] == ' ') {
            goes_on = write_chunk(self, &line, text, letters, start, at);
            start = at + 1;
        }
    PyObject *made = goes_on ? told(&line) : NULL;
    PyMem_Free(letters);
    PyMem_Free(line.code);
    PyMem_Free(line.places);
    PyMem_Free(line.guesses);
    Py_XDECREF(line.unknown);
    return made;
}

static void forget_all(Coder *self)
{
    free(self->letters);
    free(self->characters);
    free(self->chunks);
    free(self->slots);
    self->letters = NULL;
    self->characters = NULL;
    self->chunks = NULL;
    self->slots = NULL;
    self->letters_used = self->characters_used = self->chunks_used = 0;
    self->letters_size = self->characters_size = self->chunks_size = self->slots_size = 0;
}

PyDoc_STRVAR(forget_doc, "forget()\n\nEvery chunk that was learnt.");

static PyObject *forget(Coder *self, PyObject *Py_UNUSED(nothing))
{
    forget_all(self);
    Py_RETURN_NONE;
}

static Py_ssize_t known(Coder *self)
{
    return (Py_ssize_t)self->chunks_used;
}

static void coder_free(Coder *self)
{
    PyTypeObject *type = Py_TYPE((PyObject *)self);
    forget_all(self);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF(type);
}

static PyMethodDef methods[] = {
    {"learn", (PyCFunction)learn, METH_VARARGS, learn_doc},
    {"write", (PyCFunction)write_text, METH_O, write_doc},
    {"forget", (PyCFunction)forget, METH_NOARGS, forget_doc},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_dealloc, coder_free},
    {Py_tp_methods, methods},
    {Py_sq_length, known},
    {Py_tp_doc, (void *)"Coder()\n\nKnows no chunk at first; its length is how many it knows."},
    {0, NULL},
};

static PyType_Spec coder_spec = {"triage.text._coder.Coder", sizeof(Coder), 0, Py_TPFLAGS_DEFAULT, slots};

static int fill(PyObject *module)
{
    PyObject *type = PyType_FromModuleAndSpec(module, &coder_spec, NULL);
    int failed = !type || PyModule_AddType(module, (PyTypeObject *)type) < 0;
    Py_XDECREF(type);
    return failed || PyModule_AddIntConstant(module, "FORMAT", FORMAT) < 0 ? -1 : 0;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, fill}, {0, NULL}};
static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_coder", "Writes texts as one character a word.", 0, NULL, module_slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__coder(void)
{
    return PyModuleDef_Init(&module);
}
