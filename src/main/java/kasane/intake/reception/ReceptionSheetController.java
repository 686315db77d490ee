package kasane.intake.reception;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kasane.access.Agencies;
import kasane.access.SignedIn;
import kasane.casework.Done;
import kasane.documents.FileName;
import kasane.documents.SheetFrame;
import kasane.documents.Sheets;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.intake.Caller;
import kasane.intake.Consultations;
import kasane.intake.Consultations.Binding;
import kasane.intake.Consultations.Consultation;
import kasane.intake.Informants;
import kasane.intake.Urgency;
import kasane.intake.reception.ReceptionSheet.Choice;
import kasane.register.Contacts;
import kasane.register.Households;
import kasane.register.Member;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.HouseholdId;
import kasane.shared.PartialDate;
import kasane.shared.PersonId;
import kasane.shared.Texts;
import kasane.shared.Wareki;
import kasane.sharing.Consents;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 相談受付・申込票 on paper: as far as the reader sees the person, and never with a hidden name. */
@Controller
class ReceptionSheetController {

    private static final String TEMPLATE = "intake/reception/sheet";
    private static final String SIGNING = "signing";

    private final Consultations consultations;
    private final Households households;
    private final Contacts contacts;
    private final Consents consents;
    private final Agencies agencies;
    private final Codes codes;
    private final Sheets sheets;
    private final Db db;
    private final Clock clock;

    ReceptionSheetController(
            Consultations consultations,
            Households households,
            Contacts contacts,
            Consents consents,
            Agencies agencies,
            Codes codes,
            Sheets sheets,
            Db db,
            Clock clock) {
        this.consultations = consultations;
        this.households = households;
        this.contacts = contacts;
        this.consents = consents;
        this.agencies = agencies;
        this.codes = codes;
        this.sheets = sheets;
        this.db = db;
        this.clock = clock;
    }

    @GetMapping("/consultations/{id}/sheet.pdf")
    ResponseEntity<byte[]> pdf(SignedIn me, @PathVariable UUID id, @RequestParam(defaultValue = "") String form) {
        ZonedDateTime now = ZonedDateTime.now(clock);
        ReceptionSheet sheet = sheet(me.viewer(), id, form.equals(SIGNING));
        SheetFrame frame = SheetFrame.confidential("相談受付・申込票", me.foot(now) + " 印刷")
                .numbered(Texts.find("intake.sheet.number").orElse(""));
        return sheets.pdf(TEMPLATE, frame, sheet, new FileName("uketsuke", now.toLocalDate(), id))
                .answer();
    }

    private ReceptionSheet sheet(Viewer.Staff viewer, UUID id, boolean signing) {
        return db.transact(viewer, () -> {
            Consultations.Opened opened = consultations.print(viewer, id);
            Consultation told = opened.consultation();
            LocalDate day = LocalDate.ofInstant(told.done().at(), zone());
            List<Subject> subjects = subjects(viewer, opened.bindings());
            Optional<Subject> first = subjects.stream().findFirst();
            Optional<Consents.Consent> consent = first.flatMap(subject -> consent(viewer, subject));
            // What somebody hidden told stays off a paper that the person takes into their hands.
            boolean silent = signing && told.callerHidden();
            boolean agreed = signing || consent.isPresent();
            return new ReceptionSheet(
                    agreed,
                    signing,
                    number(id),
                    new ReceptionSheet.Receipt(
                            silent ? "　　　　年　　　月　　　日" : Wareki.formatWithWeekday(day),
                            told.agency(),
                            silent ? "" : told.writer(),
                            silent ? "" : (told.channel() + "　" + told.route()).strip()),
                    person(viewer, first.orElse(null), day, signing),
                    subjects.stream()
                            .skip(1)
                            .map(subject -> subject.member().name().full())
                            .collect(Collectors.joining("、")),
                    visitor(told, opened.informant(), silent),
                    issues(told, day, silent),
                    silent ? "" : story(told, first.isEmpty()),
                    silent ? "" : told.wish(),
                    application(viewer, consent.orElse(null), signing || !told.callerHidden()),
                    notAgreed(opened, day));
        });
    }

    private record Subject(HouseholdId household, Member member) {}

    /** Whom it is about and the viewer sees; of a household that is one person alone, that one. */
    private List<Subject> subjects(Viewer.Staff viewer, List<Binding> bindings) {
        List<Subject> subjects = new ArrayList<>();
        for (Binding binding : bindings) {
            if (!binding.lives()) {
                continue;
            }
            List<Member> members = households.members(viewer, binding.household()).stream()
                    .filter(Member::isCurrent)
                    .toList();
            PersonId person = binding.person();
            members.stream()
                    .filter(member -> person == null
                            ? members.size() == 1
                            : member.person().equals(person))
                    .filter(member -> subjects.stream()
                            .noneMatch(other -> other.member().person().equals(member.person())))
                    .forEach(member -> subjects.add(new Subject(binding.household(), member)));
        }
        return subjects;
    }

    private Optional<Consents.Consent> consent(Viewer.Staff viewer, Subject subject) {
        Instant now = db.now(viewer);
        return consents.of(viewer, subject.household()).stream()
                .filter(consent -> consent.person().equals(subject.member().person()) && consent.livesAt(now))
                .findFirst();
    }

    private ReceptionSheet.Person person(
            Viewer.Staff viewer, @Nullable Subject subject, LocalDate day, boolean signing) {
        List<Codes.Code> sexes = codes.list("sex", day);
        if (subject == null) {
            return new ReceptionSheet.Person(
                    "", "", sex(sexes, ""), Texts.text("intake.sheet.birth"), "", "", "", "", "");
        }
        Member member = subject.member();
        PartialDate birth = member.details().birth();
        List<Contacts.Contact> reached = contacts.of(viewer, subject.household()).stream()
                .filter(contact -> contact.person().equals(member.person()))
                .toList();
        // How to reach somebody safely is often kept from those at home, who may find the paper.
        String safe = signing
                ? ""
                : contacts.safe(viewer, subject.household()).stream()
                        .filter(contact ->
                                contact.person() == null || Objects.equals(contact.person(), member.person()))
                        .map(contact -> contact.safe().line())
                        .filter(line -> !line.isEmpty())
                        .distinct()
                        .collect(Collectors.joining("／"));
        return new ReceptionSheet.Person(
                (member.name().familyKana() + " " + member.name().givenKana()).strip(),
                member.name().full(),
                sex(sexes, member.details().sex()),
                birth.isUnknown() ? Texts.text("intake.sheet.birth") : Wareki.format(birth),
                birth.ageOn(day).map(PartialDate.Age::label).orElse(""),
                values(reached, "、", Contacts.Kind.ADDRESS),
                values(reached, "\n", Contacts.Kind.PHONE, Contacts.Kind.MOBILE),
                values(reached, "、", Contacts.Kind.MAIL),
                safe);
    }

    private static List<Choice> sex(List<Codes.Code> sexes, String chosen) {
        return sexes.stream()
                .map(code -> Choice.of(code.label(), code.code().equals(chosen)))
                .toList();
    }

    private static String values(List<Contacts.Contact> contacts, String between, Contacts.Kind... kinds) {
        return contacts.stream()
                .filter(contact -> List.of(kinds).contains(contact.kind()))
                .map(Contacts.Contact::value)
                .collect(Collectors.joining(between));
    }

    private static ReceptionSheet.Visitor visitor(
            Consultation told, Optional<Informants.Informant> informant, boolean silent) {
        List<Choice> kinds = Arrays.stream(Caller.values())
                .map(caller -> Choice.of(caller.label(), !silent && caller == told.caller()))
                .toList();
        if (told.callerHidden()) {
            return new ReceptionSheet.Visitor(kinds, silent ? "" : Texts.text("intake.sheet.hidden"), "", "");
        }
        Informants.Named named = informant.map(Informants.Informant::named).orElse(Informants.Named.NOBODY);
        return new ReceptionSheet.Visitor(kinds, named.name(), named.phone(), named.relation());
    }

    private List<Choice> issues(Consultation told, LocalDate day, boolean silent) {
        return codes.list("issue", day).stream()
                .map(code -> !silent && code.code().equals(told.mainIssue())
                        ? Choice.urgent(code.label())
                        : Choice.of(code.label(), !silent && told.issues().contains(code.code())))
                .toList();
    }

    /** What was told, and as long as nobody is known, what can be said of them. */
    private static String story(Consultation told, boolean unknown) {
        return unknown && !told.about().isEmpty() ? told.about() + "\n" + told.story() : told.story();
    }

    private ReceptionSheet.Application application(
            Viewer.Staff viewer, Consents.@Nullable Consent consent, boolean signable) {
        if (consent == null) {
            return new ReceptionSheet.Application(signable, "", "", "");
        }
        Map<AgencyId, String> names = agencies.list(viewer).stream()
                .collect(Collectors.toMap(Agencies.Agency::id, Agencies.Agency::name, (one, other) -> one));
        return new ReceptionSheet.Application(
                signable,
                Wareki.formatWithWeekday(consent.givenOn()) + "　"
                        + Texts.text("intake.sheet.method." + consent.method()) + "　"
                        + Wareki.format(Consents.lastDay(consent.until())) + "まで",
                consent.recipients().stream()
                        .map(recipient -> names.getOrDefault(recipient, ""))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.joining("、")),
                consent.excludedNote());
    }

    private ReceptionSheet.NotAgreed notAgreed(Consultations.Opened opened, LocalDate day) {
        Consultation told = opened.consultation();
        List<String> done = new ArrayList<>();
        opened.calls()
                .forEach(call -> done.add(new Done(call.at(), true).text(zone()) + "　" + call.to()
                        + (call.answer().isEmpty() ? "" : "「" + call.answer() + "」")));
        Stream.of(told.outcomeWords(), told.outcomeNote())
                .filter(words -> !words.isEmpty())
                .forEach(done::add);
        return new ReceptionSheet.NotAgreed(
                codes.list("no-consent-reason", day).stream()
                        .map(code -> Choice.open(code.label()))
                        .toList(),
                boxes("intake.sheet.views"),
                Arrays.stream(Urgency.values())
                        .map(urgency -> Choice.of(urgency.label(), urgency == told.urgency()))
                        .toList(),
                String.join("、", told.dangerWords()),
                boxes("intake.sheet.conference"),
                String.join("\n", done));
    }

    private static List<Choice> boxes(String key) {
        return Arrays.stream(Texts.text(key).split("、")).map(Choice::open).toList();
    }

    /** The number by which one speaks of the paper without a name. */
    private static String number(UUID id) {
        String text = id.toString();
        return text.substring(text.length() - 4);
    }

    private ZoneId zone() {
        return clock.getZone();
    }
}
