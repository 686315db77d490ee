package kasane.editing;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.shared.Texts;
import kasane.ui.Flash;
import kasane.ui.FormView;
import kasane.ui.MergeView;
import kasane.ui.Screen;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * 様式の扱い: the one way every form is opened and carried out.
 *
 * <p>Opening continues the writer's draft of that page. Carrying out happens in one transaction with the form's key, so
 * that a second click or a resent page changes nothing; what has to be mended comes back with everything typed (422), and
 * a record that somebody else saved meanwhile comes back as a merge page (409).
 */
@Component
public class Forms {

    private static final TypeReference<LinkedHashMap<String, List<String>>> FIELDS = new TypeReference<>() {};
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M月d日 H:mm");

    private static final int LONGEST_NAME = 60;

    private final Db db;
    private final DraftStore drafts;
    private final Clock clock;
    private final JsonMapper json = new JsonMapper();

    Forms(Db db, DraftStore drafts, Clock clock) {
        this.db = db;
        this.drafts = drafts;
        this.clock = clock;
    }

    /** What a form does when it is carried out; it runs inside the transaction and may join use cases of the viewer. */
    public interface Work {
        /** Reads the fields, asks the rules, writes, and says where to go. */
        Outcome carryOut(Reading in);
    }

    /** A form for a new record, continuing the writer's draft on this page if there is one. */
    public FormView open(Viewer.Staff viewer) {
        return open(viewer, Map.of());
    }

    /** A form for a new record with values to start from. */
    public FormView open(Viewer.Staff viewer, Map<String, List<String>> initial) {
        return opened(viewer, initial, null);
    }

    /** A form over an existing record: what it holds now, or the writer's draft over it. */
    public FormView open(Viewer.Staff viewer, Editable.Opened record) {
        return opened(viewer, record.values(), record.version());
    }

    /** A form of a single button, which needs no draft. */
    public FormView button() {
        return new FormView(Ids.next().toString(), null, csrf(), Map.of(), Map.of(), null);
    }

    /** A form of a single button that changes a record of this version. */
    public FormView button(int version) {
        return new FormView(Ids.next().toString(), version, csrf(), Map.of(), Map.of(), null);
    }

    private FormView opened(Viewer.Staff viewer, Map<String, List<String>> values, @Nullable Integer version) {
        String page = here();
        Map<String, List<String>> base = version == null ? Map.of() : values;
        Optional<DraftStore.Draft> draft = db.transact(viewer, () -> drafts.latest(viewer, page));
        return draft.map(found -> {
                    Map<String, List<String>> typed = fields(found.fields());
                    // A draft over an older version keeps that version: the merge page then shows both.
                    Integer opened = typed.containsKey("_version")
                            ? Submission.integer(typed.get("_version").getFirst())
                            : version;
                    Map<String, List<String>> from = new LinkedHashMap<>();
                    typed.forEach((name, all) -> {
                        if (name.startsWith("_base.")) {
                            from.put(name.substring("_base.".length()), all);
                        }
                    });
                    typed.keySet().removeIf(name -> name.startsWith("_"));
                    String saved = TIME.format(ZonedDateTime.ofInstant(found.savedAt(), clock.getZone()));
                    return new FormView(
                            found.form().toString(),
                            opened,
                            csrf(),
                            typed,
                            Map.of(),
                            new FormView.DraftNote(saved, "/drafts/" + found.form() + "/removal"),
                            page,
                            from.isEmpty() ? base : from,
                            Map.of());
                })
                .orElseGet(() -> new FormView(
                        Ids.next().toString(), version, csrf(), values, Map.of(), null, page, base, Map.of()));
    }

    /** Carries a form out, once. {@code again} shows the form anew with what was typed. */
    public Object submit(Viewer.Staff viewer, Submission form, Function<FormView, Screen> again, Work work) {
        return submit(viewer, form, again, work, null);
    }

    /** Carries out a form over an existing record; a newer version leads to the merge page. */
    public Object submit(
            Viewer.Staff viewer,
            Submission form,
            Function<FormView, Screen> again,
            Work work,
            @Nullable Editable record) {
        Outcome outcome;
        try {
            outcome = db.transact(viewer, () -> once(viewer, form, work));
        } catch (SentBack sentBack) {
            outcome = sentBack.outcome;
        } catch (Stale _) {
            if (record != null) {
                return merge(viewer, form, record);
            }
            // Nothing was typed over: whoever was first has done it, or the next try will show how it stands.
            outcome = new Outcome.Refused("next", Reason.of("editing.refused.meanwhile"));
        }
        return answer(outcome, form, again);
    }

    /**
     * Carries a form out for whoever came by a link, without draft and key: what it does must refuse to be done a second time.
     */
    public Object submit(Viewer.Guest viewer, Submission form, Function<FormView, Screen> again, Work work) {
        Outcome outcome;
        try {
            outcome = db.transact(viewer, () -> {
                Outcome came = work.carryOut(new Reading(form));
                if (!(came instanceof Outcome.Done)) {
                    throw new SentBack(came);
                }
                return came;
            });
        } catch (SentBack sentBack) {
            outcome = sentBack.outcome;
        }
        return answer(outcome, form, again);
    }

    /** A form as it was sent, with what has to be mended, where nobody is known yet. */
    public FormView back(Submission form, Map<String, String> errors) {
        return view(form, errors);
    }

    private Object answer(Outcome outcome, Submission form, Function<FormView, Screen> again) {
        return switch (outcome) {
            case Outcome.Shown shown -> shown.screen();
            case Outcome.Done done -> {
                if (!done.sentence().isEmpty()) {
                    Flash.leave(request(), response(), done.sentence());
                }
                yield ResponseEntity.status(303)
                        .header(HttpHeaders.LOCATION, done.location())
                        .build();
            }
            case Outcome.Invalid invalid -> again.apply(view(form, toChooseAgain(invalid.errors())));
            case Outcome.Refused refused ->
                again.apply(view(
                        form,
                        toChooseAgain(Map.of(refused.field(), refused.reason().text()))));
        };
    }

    /** A browser forgets what was chosen as soon as a form comes back: the sentence names each file to be chosen again. */
    private static Map<String, String> toChooseAgain(Map<String, String> errors) {
        Map<String, String> all = new LinkedHashMap<>(errors);
        chosenFiles().forEach((field, names) -> {
            // The one file that was refused itself is not the one to choose again.
            if (!errors.containsKey(field) || names.size() > 1) {
                all.merge(field, Texts.text("editing.choose-again", String.join("」「", names)), String::concat);
            }
        });
        return all;
    }

    private static Map<String, List<String>> chosenFiles() {
        HttpServletRequest request = request();
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            return Map.of();
        }
        Map<String, List<String>> chosen = new LinkedHashMap<>();
        try {
            for (Part part : request.getParts()) {
                String name = part.getSubmittedFileName();
                if (name != null && !name.isBlank()) {
                    chosen.computeIfAbsent(part.getName(), field -> new ArrayList<>())
                            .add(shown(name));
                }
            }
        } catch (IOException | ServletException e) {
            // What was typed comes back all the same.
            return Map.of();
        }
        return chosen;
    }

    private static String shown(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .strip();
        return last.codePointCount(0, last.length()) <= LONGEST_NAME
                ? last
                : last.substring(0, last.offsetByCodePoints(0, LONGEST_NAME)) + "…";
    }

    private Outcome once(Viewer.Staff viewer, Submission form, Work work) {
        Optional<String> before = drafts.done(viewer, form.form());
        if (before.isPresent()) {
            return new Outcome.Done(before.get(), "");
        }
        Outcome outcome = work.carryOut(new Reading(form));
        String location = switch (outcome) {
            case Outcome.Done done -> done.location();
            case Outcome.Shown shown -> shown.location();
            // Nothing that the work may have begun is kept.
            case Outcome.Invalid invalid -> throw new SentBack(outcome);
            case Outcome.Refused refused -> throw new SentBack(outcome);
        };
        drafts.finish(viewer, form.form(), location);
        drafts.remove(viewer, form.form());
        return outcome;
    }

    private FormView view(Submission form, Map<String, String> errors) {
        return new FormView(
                form.form().toString(),
                form.version(),
                csrf(),
                form.values(),
                errors,
                null,
                form.page(),
                form.base(),
                Map.of());
    }

    private Screen merge(Viewer.Staff viewer, Submission form, Editable record) {
        return db.transact(viewer, () -> merged(form, record));
    }

    /** One transaction for all of it: what the record says now and the words for its fields are read together. */
    private Screen merged(Submission form, Editable record) {
        Editable.Opened now = record.current();
        Map<String, String> labels = record.labels();
        Set<String> joinable = record.joinable();
        List<MergeView.Field> fields = new ArrayList<>();
        labels.forEach((name, label) -> fields.add(new MergeView.Field(
                name,
                label,
                record.words(name, form.all(name)),
                record.words(name, now.values().getOrDefault(name, List.of())),
                form.base().containsKey(name) || !form.base().isEmpty()
                        ? record.words(name, form.base().getOrDefault(name, List.of()))
                        : null,
                joinable.contains(name))));
        Map<String, List<String>> mine = new LinkedHashMap<>(form.values());
        labels.keySet().forEach(name -> mine.putIfAbsent(name, List.of()));
        FormView view = new FormView(
                Ids.next().toString(),
                now.version(),
                csrf(),
                mine,
                Map.of(),
                null,
                form.page(),
                now.values(),
                now.values());
        MergeView merge =
                new MergeView(now.what(), now.who(), now.when(), request().getRequestURI(), view, fields, now.back());
        return Screen.of("editing/merge", "どちらを残すか", merge).status(409);
    }

    /** Keeps what is being typed; called by the page while its writer types. */
    void save(Viewer.Staff viewer, UUID form, Map<String, List<String>> typed) {
        String page = typed.getOrDefault("_page", List.of("")).getFirst();
        Map<String, List<String>> kept = new LinkedHashMap<>(typed);
        kept.keySet().removeIf(name -> Set.of("_csrf", "_form", "_page").contains(name));
        // The database keeps every character but this one.
        kept.replaceAll((name, values) ->
                values.stream().map(value -> value.replace("\0", "")).toList());
        String fields = json.writeValueAsString(kept);
        db.run(viewer, () -> {
            // A draft that arrives after its form was carried out must not come back.
            if (drafts.done(viewer, form).isEmpty()) {
                drafts.save(viewer, form, page, fields);
            }
        });
    }

    /** Removes a draft and tells the page it belonged to. */
    String remove(Viewer.Staff viewer, Submission form, UUID draft) {
        db.run(viewer, () -> drafts.remove(viewer, draft));
        return form.page().startsWith("/") && !form.page().startsWith("//") ? form.page() : "/";
    }

    /** A draft that waits to be finished, for Today. */
    public record Waiting(String page, java.time.Instant savedAt) {}

    /** The writer's open drafts in this hat, the latest first. */
    public List<Waiting> waiting(Viewer.Staff viewer) {
        return drafts.open(viewer).stream()
                .map(draft -> new Waiting(draft.page(), draft.savedAt()))
                .toList();
    }

    private Map<String, List<String>> fields(String text) {
        return json.readValue(text, FIELDS);
    }

    private static String here() {
        HttpServletRequest request = request();
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    private static String csrf() {
        CsrfToken token = (CsrfToken) request().getAttribute(CsrfToken.class.getName());
        return token == null ? "" : token.getToken();
    }

    private static HttpServletRequest request() {
        return attributes().getRequest();
    }

    private static HttpServletResponse response() {
        HttpServletResponse response = attributes().getResponse();
        if (response == null) {
            throw new IllegalStateException("no response to write to");
        }
        return response;
    }

    private static ServletRequestAttributes attributes() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            return attributes;
        }
        throw new IllegalStateException("forms belong to a web request");
    }

    /** Rolls the transaction back and carries the outcome out of it. */
    private static final class SentBack extends RuntimeException {
        private final transient Outcome outcome;

        SentBack(Outcome outcome) {
            super("sent back", null, false, false);
            this.outcome = outcome;
        }
    }
}
