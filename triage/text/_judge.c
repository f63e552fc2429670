/* Which hits stand, and whether what they say is so: what match.find_hits and context.judge do, without objects.

   Hits and cues come as the numbers that the scanner writes (_scanner.c). match.py and context.py say why every
   decision here is as it is, and do the work where nothing was compiled; the names are the same in both.
   tests/text/test_judge.py compares the two. Places are indexes of characters of a coded text.

   All numbers are checked before they are used, so that damaged ones end in ValueError and never in a crash. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FORMAT = 1 }; /* of the tables and of the answer; the one in quick_judge.py must be the same */
enum { MAX_SCOPE = 20, CHARACTERS = 0x10000, MOST_GROUPS = 64 };
enum { PSEUDO, OTHER, HEDGED, NEGATED, PAST, HYPOTHETICAL, GENERAL, QUOTED, RESOLVED, KINDS }; /* cues, weakest first */
enum { FORWARD, BACKWARD, BOTH };
enum { IS_EXCEPTION = 1, NAMES_ACTOR = 2 };                          /* flags of a phrase */
enum { IS_INQUIRY = 1, IS_BACKGROUND = 2, IS_ABOUT_FACILITATOR = 4 }; /* flags of an owner */
enum { IS_BREAK = 1, BEGINS_ROLE = 2, IS_HARD = 4 };                  /* flags of a character */

typedef struct {
    int32_t owner, flags;
} Phrase;

typedef struct {
    int32_t kind, direction, scope, crosses;
} Cue;

typedef struct {
    PyObject_HEAD
    uint8_t is[CHARACTERS]; /* flags of every character */
    Phrase *phrases;
    Cue *cues;
    int32_t *owners; /* flags */
    int32_t phrase_count, cue_count, owner_count;
    PyObject *contexts; /* what a kind of cue makes of a hit; of PSEUDO, which makes nothing: asserted */
} Judge;

typedef struct {
    int32_t phrase, owner, start, end, is_exception;
    int32_t furthest;     /* of an exception: where it or one before it ends last */
    int32_t count;        /* of its elements */
    const int32_t *spans; /* from where to where each of them goes */
} Hit;

typedef struct {
    int32_t start, end;
    const Cue *is;
} CueHit;

typedef struct {
    const Judge *judge;
    uint8_t *is; /* flags of the characters of the text */
    int32_t length;
    int32_t *numbers; /* of the hits; their spans point into them */
    Hit *hits;        /* all of them, exceptions too */
    int32_t hit_count;
    Hit *kept;   /* those that stand */
    Hit *room;   /* for choosing among those of one owner: four times as many as there are hits */
    Hit *by_end; /* those that stand and are no background, by their ends; made when first needed */
    int32_t kept_count, ended; /* ended: how many they are, -1 before */
    CueHit *cues; /* from left to right */
    int32_t cue_count;
} Scene;

typedef struct {
    int context, is_other, is_hedged; /* context: a kind of cue */
    const CueHit *cue;                /* what decided, NULL when nothing did */
} Verdict;

/* ---- which hits stand (match.py) ---- */

static int consumes(const Hit *hit, int32_t at)
{
    for (int32_t i = 0; i < hit->count; i++)
        if (hit->spans[2 * i] <= at && at < hit->spans[2 * i + 1])
            return 1;
    return 0;
}

static int32_t words(const Hit *hit)
{
    int32_t sum = 0;
    for (int32_t i = 0; i < hit->count; i++)
        sum += hit->spans[2 * i + 1] - hit->spans[2 * i];
    return sum;
}

static int names_actor(const Scene *scene, const Hit *hit)
{
    return scene->judge->phrases[hit->phrase].flags & NAMES_ACTOR;
}

/* How many of these items are below `limit`? They are in order of a number that each has at `key`. */
static int32_t below(const void *items, int32_t count, size_t size, size_t key, int32_t limit)
{
    int32_t low = 0, high = count;
    while (low < high) {
        int32_t middle = low + (high - low) / 2, number;
        memcpy(&number, (const char *)items + middle * size + key, sizeof number);
        if (number < limit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The first cue that begins at `start` or later. */
static int32_t cue_from(const Scene *scene, int32_t start)
{
    return below(scene->cues, scene->cue_count, sizeof(CueHit), offsetof(CueHit, start), start);
}

/* A cue that may cancel begins in a gap of the phrase. */
static int crosses(const Scene *scene, const Hit *hit)
{
    for (int32_t i = cue_from(scene, hit->start); i < scene->cue_count && scene->cues[i].start < hit->end; i++)
        if (scene->cues[i].is->kind > HEDGED && !consumes(hit, scene->cues[i].start))
            return 1;
    return 0;
}

/* Does the hit overlap one of these? They are in order, and none overlaps another. */
static int overlaps(const Hit *taken, int32_t count, const Hit *hit)
{
    int32_t before = below(taken, count, sizeof(Hit), offsetof(Hit, start), hit->end);
    return before > 0 && taken[before - 1].end > hit->start;
}

/* Of overlapping hits the first, then the longest, then the one with the most words of its own. Hits: by start, the
   longest first. Writes what stays to `out`, and says how many they are. */
static int32_t first_longest(const Hit *hits, int32_t count, Hit *out)
{
    int32_t kept = 0, covered = -1;
    for (const Hit *hit = hits; hit < hits + count; hit++) {
        if (hit->start >= covered) {
            out[kept++] = *hit;
            covered = hit->end;
        } else if (hit->start == out[kept - 1].start && hit->end == covered && words(hit) > words(out + kept - 1)) {
            out[kept - 1] = *hit;
        }
    }
    return kept;
}

static int by_start(const void *a, const void *b)
{
    int32_t one = ((const Hit *)a)->start, other = ((const Hit *)b)->start;
    return (one > other) - (one < other);
}

static int by_end(const void *a, const void *b)
{
    int32_t one = ((const Hit *)a)->end, other = ((const Hit *)b)->end;
    return (one > other) - (one < other);
}

/* As first_longest, but a hit that names who did it wins over an overlapping one that does not. room: for `count`. */
static int32_t preferring_actors(const Scene *scene, const Hit *hits, int32_t count, Hit *out, Hit *room)
{
    int32_t named = 0, rest = 0;
    for (int32_t i = 0; i < count; i++)
        if (names_actor(scene, hits + i))
            room[named++] = hits[i];
    if (named == 0 || named == count)
        return first_longest(hits, count, out);
    int32_t kept = first_longest(room, named, out);
    for (int32_t i = 0; i < count; i++)
        if (!names_actor(scene, hits + i) && !overlaps(out, kept, hits + i))
            room[rest++] = hits[i];
    kept += first_longest(room, rest, out + kept);
    qsort(out, kept, sizeof *out, by_start);
    return kept;
}

/* Of the overlapping hits of one sign those that say most, written to `out`. A phrase that explains a cue wins over one
   that reaches across it. room: for 3 * count. */
static int32_t best(const Scene *scene, const Hit *hits, int32_t count, Hit *out, Hit *room)
{
    Hit *plain = room + count, *across = room + 2 * count;
    int32_t straight = 0, crossing = 0, left = 0;
    for (int32_t i = 0; i < count; i++)
        if (crosses(scene, hits + i))
            across[crossing++] = hits[i];
        else
            plain[straight++] = hits[i];
    int32_t kept = preferring_actors(scene, plain, straight, out, room);
    for (int32_t i = 0; i < crossing; i++)
        if (!overlaps(out, kept, across + i))
            across[left++] = across[i];
    return kept + first_longest(across, left, out + kept);
}

/* Does one of the exceptions of a sign, by start, take the hit away? */
static int is_excepted(const Hit *exceptions, int32_t count, const Hit *hit)
{
    int32_t before = below(exceptions, count, sizeof(Hit), offsetof(Hit, start), hit->end);
    return before > 0 && exceptions[before - 1].furthest > hit->start;
}

/* By owner, exceptions first, then by start, the longest first, then by phrase. */
static int in_order(const void *a, const void *b)
{
    const Hit *one = a, *other = b;
    if (one->owner != other->owner)
        return one->owner < other->owner ? -1 : 1;
    if (one->is_exception != other->is_exception)
        return one->is_exception ? -1 : 1;
    if (one->start != other->start)
        return one->start < other->start ? -1 : 1;
    if (one->end != other->end)
        return one->end > other->end ? -1 : 1;
    return (one->phrase > other->phrase) - (one->phrase < other->phrase);
}

/* Keeps the hits that stand, of which those of one owner overlap no more. */
static void keep_standing(Scene *scene)
{
    qsort(scene->hits, scene->hit_count, sizeof *scene->hits, in_order);
    Hit *mine = scene->room;
    for (int32_t i = 0; i < scene->hit_count;) {
        Hit *first = scene->hits + i;
        int32_t exceptions = 0, count = 0;
        for (; i < scene->hit_count && scene->hits[i].owner == first->owner; i++) {
            Hit *hit = scene->hits + i;
            if (hit->is_exception) {
                hit->furthest = exceptions && hit[-1].furthest > hit->end ? hit[-1].furthest : hit->end;
                exceptions++;
            } else if (!is_excepted(first, exceptions, hit)) {
                mine[count++] = *hit;
            }
        }
        if (count == 1)
            scene->kept[scene->kept_count++] = mine[0];
        else
            scene->kept_count += best(scene, mine, count, scene->kept + scene->kept_count, mine + count);
    }
}

/* ---- whether it is so (context.py) ---- */

/* Is there a character with this flag in [start, end)? */
static int has(const Scene *scene, int flag, int32_t start, int32_t end)
{
    for (int32_t at = start; at < end && at < scene->length; at++)
        if (scene->is[at] & flag)
            return 1;
    return 0;
}

enum { STOP, OPENING, SUPPOSITION }; /* what a cue may tell of the words behind it */

/* STOP: negations reach no further. OPENING: a new clause begins. SUPPOSITION: a clause of hearsay or supposition does. */
static int tells(const Cue *cue, int what)
{
    if (what == SUPPOSITION)
        return cue->kind == HYPOTHETICAL || cue->kind == HEDGED || cue->kind == QUOTED;
    return cue->kind == PSEUDO && cue->scope == 0 && (what == STOP || cue->crosses);
}

/* Does a cue that begins in [start, end) tell this? */
static int has_cue(const Scene *scene, int what, int32_t start, int32_t end)
{
    for (int32_t i = cue_from(scene, start); i < scene->cue_count && scene->cues[i].start < end; i++)
        if (tells(scene->cues[i].is, what))
            return 1;
    return 0;
}

/* The first cue of this kind that the phrase explains itself, NULL when there is none. */
static const CueHit *own_cue(const Scene *scene, const Hit *hit, int kind)
{
    for (int32_t i = cue_from(scene, hit->start); i < scene->cue_count && scene->cues[i].start < hit->end; i++)
        if (scene->cues[i].is->kind == kind && consumes(hit, scene->cues[i].start))
            return scene->cues + i;
    return NULL;
}

/* What the cue says is itself only supposed. */
static int is_supposed(const Scene *scene, const CueHit *cue)
{
    int32_t at = (int32_t)(cue - scene->cues);
    for (int32_t i = at - 1; i >= 0 && i >= at - 2; i--) {
        const CueHit *before = scene->cues + i;
        if (before->is->kind == HYPOTHETICAL && before->is->direction != BACKWARD && cue->start - before->end <= 2 &&
            !has(scene, IS_BREAK, before->end, cue->start))
            return 1;
    }
    return 0;
}

/* Another problem's hit begins after this one and ends before the cue at `before`. */
static int has_later_hit(Scene *scene, const Hit *hit, int32_t before)
{
    if (scene->ended < 0) {
        scene->ended = 0;
        for (int32_t i = 0; i < scene->kept_count; i++)
            if (!(scene->judge->owners[scene->kept[i].owner] & IS_BACKGROUND))
                scene->by_end[scene->ended++] = scene->kept[i];
        qsort(scene->by_end, scene->ended, sizeof *scene->by_end, by_end);
    }
    const Hit *other = scene->by_end + below(scene->by_end, scene->ended, sizeof(Hit), offsetof(Hit, end), hit->end);
    for (; other < scene->by_end + scene->ended && other->end <= before; other++)
        if (other->start > hit->start && other->owner != hit->owner)
            return 1;
    return 0;
}

/* No punctuation parts the cue from the later hit, but the words do. */
static int in_another_clause(const Scene *scene, const CueHit *cue, const Hit *hit)
{
    int kind = cue->is->kind;
    if (has_cue(scene, OPENING, cue->end + 1, hit->start + 1))
        return 1;
    if (kind == PAST)
        return has_cue(scene, OPENING, hit->start, hit->end);
    if (kind != NEGATED && kind != HYPOTHETICAL)
        return 0;
    const CueHit *own = own_cue(scene, hit, kind);
    if (kind == HYPOTHETICAL)
        return own && own->start == hit->start;
    int is_apart = own && hit->start > cue->end && own->start - cue->end > 1;
    if (is_apart && !has_cue(scene, STOP, hit->start + 1, own->start))
        return 1; /* the phrase brings its own negation, so the one before is not about it */
    return has_cue(scene, STOP, cue->end, hit->start) || has_cue(scene, STOP, cue->end + 1, hit->start + 1) ||
           has(scene, BEGINS_ROLE, cue->end + 2, hit->start + 1) ||
           has_cue(scene, SUPPOSITION, cue->end + 1, hit->start + 1);
}

/* A cue in a gap of the phrase reaches it unless it ends before the next word of the phrase. */
static int reaches_inside(const Scene *scene, const CueHit *cue, const Hit *hit)
{
    if (cue->start < hit->start)
        return cue->is->direction != BACKWARD;
    if (cue->end > hit->end)
        return 0;
    for (int32_t at = cue->start; at < cue->end; at++)
        if (consumes(hit, at))
            return 0;
    if (cue->is->kind != NEGATED)
        return 1;
    int32_t next = cue->end;
    while (next < hit->end && !consumes(hit, next))
        next++;
    if (next == hit->end)
        next = cue->end;
    return !has_cue(scene, STOP, cue->end, next) && !has(scene, IS_BREAK, cue->end, next + 1);
}

static int reaches(Scene *scene, const CueHit *cue, const Hit *hit)
{
    int is_before = cue->end <= hit->start;
    if (!is_before && cue->start < hit->end)
        return reaches_inside(scene, cue, hit);
    if (is_before && cue->is->direction == BACKWARD)
        return 0;
    int32_t start = is_before ? cue->end : hit->end, end = is_before ? hit->start : cue->start;
    if (end - start > MAX_SCOPE || end - start > cue->is->scope || (is_before && in_another_clause(scene, cue, hit)))
        return 0;
    if (!cue->is->crosses)
        return !has(scene, IS_BREAK, start, end);
    return !has(scene, IS_HARD, start, end) && !is_supposed(scene, cue) && !has_later_hit(scene, hit, cue->start);
}

/* The cues that reach the hit: of every kind the first, NULL where there is none; 0 when there is none at all.
   Those before or in it come before those after it, which must look back. order: the kinds as they were met. */
static int32_t reaching(Scene *scene, const Hit *hit, const CueHit *of[KINDS], int order[KINDS])
{
    int32_t kinds = 0;
    memset(of, 0, KINDS * sizeof *of);
    for (int32_t i = cue_from(scene, hit->start - 2 * MAX_SCOPE); i < scene->cue_count; i++) {
        const CueHit *cue = scene->cues + i;
        if (cue->start >= hit->end + MAX_SCOPE)
            break;
        int kind = cue->is->kind, is_after = cue->start >= hit->end;
        if (kind == PSEUDO || of[kind] || (is_after && cue->is->direction == FORWARD) || !reaches(scene, cue, hit))
            continue;
        of[kind] = cue;
        order[kinds++] = kind;
    }
    return kinds;
}

static int rank(int kind)
{
    return kind == GENERAL || kind == QUOTED ? HYPOTHETICAL : kind;
}

/* The strongest cue decides the context, of several equally strong ones the last kind that was met; other people and
   hedges are told apart from it. */
static Verdict judged(Scene *scene, const Hit *hit)
{
    const CueHit *of[KINDS];
    int order[KINDS], context = PSEUDO, owner = scene->judge->owners[hit->owner];
    int32_t kinds = owner & IS_INQUIRY ? 0 : reaching(scene, hit, of, order);
    if (kinds == 0)
        return (Verdict){PSEUDO, 0, 0, NULL};
    for (int32_t i = 0; i < kinds; i++)
        if (order[i] > HEDGED && rank(order[i]) >= rank(context))
            context = order[i];
    if (context == RESOLVED && of[NEGATED])
        context = NEGATED; /* "tidak salah, sudah benar" denies; it does not tell of a problem solved */
    const CueHit *other = owner & IS_ABOUT_FACILITATOR ? NULL : of[OTHER];
    const CueHit *deciding = context != PSEUDO ? of[context] : other ? other : of[HEDGED];
    if (context == PSEUDO && other)
        context = OTHER;
    return (Verdict){context, other != NULL, of[HEDGED] != NULL, deciding};
}

/* ---- from and to Python ---- */

/* The bytes as numbers of 32 bits, to be freed, and how many they are; NULL when there is no memory. */
static int32_t *numbers_of(const char *bytes, Py_ssize_t size, Py_ssize_t *count)
{
    int32_t *numbers = malloc(size + sizeof *numbers);
    *count = size / (Py_ssize_t)sizeof *numbers;
    if (numbers)
        memcpy(numbers, bytes, *count * sizeof *numbers);
    return numbers;
}

/* The hit that begins at numbers[at]; the number after it, 0 when it is none of this text. */
static Py_ssize_t hit_at(const Scene *scene, Py_ssize_t at, Py_ssize_t count, Hit *hit)
{
    const int32_t *n = scene->numbers + at;
    if (count - at < 4 || n[0] < 0 || n[0] >= scene->judge->phrase_count || n[1] < 0 || n[1] >= n[2] ||
        n[2] > scene->length || n[3] < 0 || n[3] > MOST_GROUPS || n[3] > (count - at - 4) / 2)
        return 0;
    const int32_t *spans = n + 4;
    for (int32_t i = 0; i < 2 * n[3]; i += 2)
        if ((spans[i] != -1 || spans[i + 1] != -1) &&
            (spans[i] < n[1] || spans[i] > spans[i + 1] || spans[i + 1] > n[2]))
            return 0;
    const Phrase *phrase = scene->judge->phrases + n[0];
    *hit = (Hit){n[0], phrase->owner, n[1], n[2], phrase->flags & IS_EXCEPTION, 0, n[3], spans};
    return at + 4 + 2 * n[3];
}

enum { DAMAGED, NO_MEMORY, MADE }; /* how the making of a part ends */

static int take_hits(Scene *scene, const char *bytes, Py_ssize_t size)
{
    Py_ssize_t count;
    scene->numbers = numbers_of(bytes, size, &count);
    scene->hits = malloc((count / 4 + 1) * sizeof *scene->hits);
    if (!scene->numbers || !scene->hits)
        return NO_MEMORY;
    for (Py_ssize_t at = 0; at < count; scene->hit_count++)
        if (!(at = hit_at(scene, at, count, scene->hits + scene->hit_count)))
            return DAMAGED;
    scene->kept = malloc(6 * ((size_t)scene->hit_count + 1) * sizeof *scene->kept);
    if (!scene->kept)
        return NO_MEMORY;
    scene->by_end = scene->kept + scene->hit_count;
    scene->room = scene->by_end + scene->hit_count;
    return MADE;
}

static int take_cues(Scene *scene, const char *bytes, Py_ssize_t size)
{
    Py_ssize_t count;
    int32_t *numbers = numbers_of(bytes, size, &count), last = 0;
    scene->cues = malloc((count / 3 + 1) * sizeof *scene->cues);
    int end = numbers && scene->cues ? MADE : NO_MEMORY;
    for (Py_ssize_t at = 0; end == MADE && at < count; at += 3) {
        const int32_t *n = numbers + at;
        if (count - at < 3 || n[0] < 0 || n[0] >= scene->judge->cue_count || n[1] < last || n[1] >= n[2] ||
            n[2] > scene->length) {
            end = DAMAGED;
        } else {
            scene->cues[scene->cue_count++] = (CueHit){n[1], n[2], scene->judge->cues + n[0]};
            last = n[2];
        }
    }
    free(numbers);
    return end;
}

static int take_text(Scene *scene, PyObject *code)
{
    Py_ssize_t length = PyUnicode_GetLength(code);
    if (length > INT32_MAX / 2)
        return DAMAGED;
    Py_UCS4 *chars = PyUnicode_AsUCS4Copy(code);
    scene->is = malloc(length + 1);
    for (Py_ssize_t i = 0; chars && scene->is && i < length; i++)
        scene->is[i] = chars[i] < CHARACTERS ? scene->judge->is[chars[i]] : 0;
    scene->length = (int32_t)length;
    int end = chars && scene->is ? MADE : NO_MEMORY;
    PyMem_Free(chars);
    return end;
}

static PyObject *groups_of(const Hit *hit)
{
    PyObject *groups = PyTuple_New(hit->count);
    for (int32_t i = 0; groups && i < hit->count; i++) {
        PyObject *span = Py_BuildValue("(ii)", hit->spans[2 * i], hit->spans[2 * i + 1]);
        if (!span || PyTuple_SetItem(groups, i, span) < 0)
            Py_CLEAR(groups);
    }
    return groups;
}

static PyObject *answer(Scene *scene, const Hit *hit)
{
    Verdict verdict = scene->cue_count ? judged(scene, hit) : (Verdict){PSEUDO, 0, 0, NULL};
    PyObject *context = PyTuple_GetItem(scene->judge->contexts, verdict.context);
    PyObject *other = verdict.is_other ? Py_True : Py_False, *hedged = verdict.is_hedged ? Py_True : Py_False;
    if (!verdict.cue)
        return Py_BuildValue("(iiiNOOOO)", hit->phrase, hit->start, hit->end, groups_of(hit), context, other, hedged,
                             Py_None);
    return Py_BuildValue("(iiiNOOO(ii))", hit->phrase, hit->start, hit->end, groups_of(hit), context, other, hedged,
                         verdict.cue->start, verdict.cue->end);
}

static void release(Scene *scene)
{
    free(scene->is);
    free(scene->numbers);
    free(scene->hits);
    free(scene->kept);
    free(scene->cues);
}

PyDoc_STRVAR(judge_doc,
"judge(code, hits, cues) -> list of (phrase, start, end, groups, context, is_other, is_hedged, cue)\n\n"
"The hits that stand and what their surroundings make of each. hits, cues: as the scanner writes them, in places of\n"
"`code`. cue: from where to where the deciding cue goes, or None. Raises ValueError for what the scanner cannot have\n"
"written.");

static PyObject *judge(Judge *self, PyObject *args)
{
    PyObject *code, *found = NULL;
    const char *hits, *cues;
    Py_ssize_t hits_size, cues_size;
    if (!PyArg_ParseTuple(args, "Uy#y#", &code, &hits, &hits_size, &cues, &cues_size))
        return NULL;
    Scene scene = {.judge = self, .ended = -1};
    int end = take_text(&scene, code);
    if (end == MADE)
        end = take_hits(&scene, hits, hits_size);
    if (end == MADE)
        end = take_cues(&scene, cues, cues_size);
    if (end == MADE) {
        keep_standing(&scene);
        found = PyList_New(scene.kept_count);
    }
    for (int32_t i = 0; found && i < scene.kept_count; i++) {
        PyObject *one = answer(&scene, scene.kept + i);
        if (!one || PyList_SetItem(found, i, one) < 0)
            Py_CLEAR(found);
    }
    release(&scene);
    if (end == DAMAGED)
        return PyErr_Format(PyExc_ValueError, "hits or cues are damaged");
    return end == MADE ? found : PyErr_NoMemory();
}

static int mark(Judge *self, PyObject *characters, int flag)
{
    Py_ssize_t length = PyUnicode_GetLength(characters);
    for (Py_ssize_t i = 0; i < length; i++) {
        Py_UCS4 character = PyUnicode_ReadChar(characters, i);
        if (character >= CHARACTERS)
            return 0;
        self->is[character] |= flag;
    }
    return 1;
}

/* Do the tables name only what there is? */
static int is_sound(const Judge *self)
{
    for (int32_t i = 0; i < self->phrase_count; i++)
        if (self->phrases[i].owner < 0 || self->phrases[i].owner >= self->owner_count)
            return 0;
    for (int32_t i = 0; i < self->cue_count; i++) {
        Cue cue = self->cues[i];
        if (cue.kind < 0 || cue.kind >= KINDS || cue.direction < 0 || cue.direction > BOTH || cue.scope < 0)
            return 0;
    }
    return PyTuple_Size(self->contexts) == KINDS;
}

PyDoc_STRVAR(class_doc,
"Judge(phrases, owners, cues, contexts, breaks, role_starts, hard)\n\n"
"Native 32-bit numbers: of every phrase its owner and flags, of every owner its flags, of every cue its kind,\n"
"direction, scope and whether it crosses. contexts: what each kind of cue makes of a hit. The rest: characters that\n"
"end a clause, that begin the name of a role, that end a sentence. Raises ValueError when they do not fit together.");

static PyObject *judge_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(keywords))
{
    const char *phrases, *owners, *cues;
    Py_ssize_t phrases_size, owners_size, cues_size, count = 0;
    PyObject *contexts, *breaks, *roles, *hard;
    if (!PyArg_ParseTuple(args, "y#y#y#O!UUU", &phrases, &phrases_size, &owners, &owners_size, &cues, &cues_size,
                          &PyTuple_Type, &contexts, &breaks, &roles, &hard))
        return NULL;
    if (phrases_size > INT32_MAX || owners_size > INT32_MAX || cues_size > INT32_MAX || phrases_size % sizeof(Phrase) ||
        cues_size % sizeof(Cue))
        return PyErr_Format(PyExc_ValueError, "the tables of a judge do not fit together");
    allocfunc allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Judge *self = (Judge *)allocate(type, 0);
    if (!self)
        return NULL;
    self->contexts = Py_NewRef(contexts);
    self->phrases = (Phrase *)numbers_of(phrases, phrases_size, &count);
    self->phrase_count = (int32_t)(count / 2);
    self->owners = numbers_of(owners, owners_size, &count);
    self->owner_count = (int32_t)count;
    self->cues = (Cue *)numbers_of(cues, cues_size, &count);
    self->cue_count = (int32_t)(count / 4);
    int has_memory = self->phrases && self->owners && self->cues;
    if (has_memory && is_sound(self) && mark(self, breaks, IS_BREAK) && mark(self, roles, BEGINS_ROLE) &&
        mark(self, hard, IS_HARD))
        return (PyObject *)self;
    Py_DECREF((PyObject *)self);
    return has_memory ? PyErr_Format(PyExc_ValueError, "the tables of a judge are damaged") : PyErr_NoMemory();
}

static void judge_free(Judge *self)
{
    PyTypeObject *type = Py_TYPE((PyObject *)self);
    Py_XDECREF(self->contexts);
    free(self->phrases);
    free(self->owners);
    free(self->cues);
    freefunc release_object = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release_object(self);
    Py_DECREF(type);
}

static PyMethodDef methods[] = {
    {"judge", (PyCFunction)judge, METH_VARARGS, judge_doc},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_new, judge_new},
    {Py_tp_dealloc, judge_free},
    {Py_tp_methods, methods},
    {Py_tp_doc, (void *)class_doc},
    {0, NULL},
};

static PyType_Spec judge_spec = {"triage.text._judge.Judge", sizeof(Judge), 0, Py_TPFLAGS_DEFAULT, slots};

static int fill(PyObject *module)
{
    PyObject *type = PyType_FromModuleAndSpec(module, &judge_spec, NULL);
    int failed = !type || PyModule_AddType(module, (PyTypeObject *)type) < 0;
    Py_XDECREF(type);
    return failed || PyModule_AddIntConstant(module, "FORMAT", FORMAT) < 0 ? -1 : 0;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, fill}, {0, NULL}};
static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_judge", "Which hits stand, and what is so.", 0, NULL, module_slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__judge(void)
{
    return PyModuleDef_Init(&module);
}
