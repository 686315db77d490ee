package kasane.shared;

import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 和暦: reads dates as people type them and writes them in the Japanese calendar.
 *
 * <p>Handled are 1 January 1873 (明治6年, the first day of the Western calendar in Japan) to the end of 2099.
 */
public final class Wareki {
    private static final int FIRST_YEAR = 1873;
    private static final int LAST_YEAR = 2099;
    private static final int LONGEST_TYPED = 60;

    private static final String ERA = "(明治|大正|昭和|平成|令和|[明大昭平令MTSHR])";
    private static final String MONTH_AND_DAY = "(?:(?:年-?|-)(\\d{1,2})(?:(?:月-?|-)(\\d{1,2})日?|月)?|年)?";
    private static final Pattern IN_ERA = Pattern.compile(ERA + "-?(元|\\d{1,2})" + MONTH_AND_DAY);
    private static final Pattern IN_ERA_PACKED = Pattern.compile(ERA + "(\\d{2})(\\d{2})(\\d{2})?");
    private static final Pattern WESTERN = Pattern.compile("(?:西暦)?(\\d{4})" + MONTH_AND_DAY);
    private static final Pattern WESTERN_PACKED = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern WITHOUT_FULL_YEAR =
            Pattern.compile("\\d{6}|\\d{1,3}(?:年|-)\\d{1,2}.*|\\d{1,2}月(?:\\d{1,2}日?)?|\\d{1,3}年?");

    private static final Pattern UNKNOWN = Pattern.compile("(?:生?年月日)?(?:は|が)?-?(?:不明|不詳|未詳|わからない|分からない|\\?+)");
    private static final Pattern DATE_NOT_KNOWN = Pattern.compile("(?<=[年月])-?(?:月日|日)?(?:不明|不詳)$");
    private static final Pattern FORM_LEFT_BLANK = Pattern.compile("(?<=年)[?-]*月[?-]*日?$|(?<=月)[?-]*日$");
    private static final Pattern BORN = Pattern.compile("(?:生まれ|生れ|生)$");
    private static final Pattern ABOUT =
            Pattern.compile("^(?:推定|およそ|約)|(?:ごろ|ころ|頃|くらい|推定|\\?|~|\\((?:推定|ごろ|ころ|頃)\\))$");
    private static final Pattern WEEKDAY = Pattern.compile("\\(([月火水木金土日])(?:曜日?)?\\)$|([月火水木金土日])曜日?$");
    private static final Pattern OTHER_YEAR = Pattern.compile("([^()]*年)\\(([^()]*)\\)([^()]*)");
    private static final Pattern KANJI_NUMBER = Pattern.compile("[〇零一二三四五六七八九十]+");
    private static final String WEEKDAYS = "月火水木金土日";

    private Wareki() {}

    /**
     * Reads a whole or partial date in any usual form: 令和8年4月1日, R8.4.1, R080401, 昭21.3.5, 昭和21年3月ごろ,
     * 2026-04-01, 20260401, 不明 and so on.
     *
     * <p>Nothing typed is refused, not taken for 不明: a form where the date is optional looks for that first.
     */
    public static Decision<PartialDate> parse(@Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return Decision.refuse(Reason.of("shared.refused.date-blank"));
        }
        if (typed.length() > LONGEST_TYPED) {
            return unreadable();
        }
        String text = plain(typed);
        if (UNKNOWN.matcher(text).matches()) {
            return Decision.allow(PartialDate.UNKNOWN);
        }
        Matcher weekday = WEEKDAY.matcher(text);
        if (weekday.find()) {
            String name = weekday.group(1) == null ? weekday.group(2) : weekday.group(1);
            return parseKnown(weekday.replaceFirst(""))
                    .flatMap(date -> onWeekday(date, DayOfWeek.of(WEEKDAYS.indexOf(name) + 1)));
        }
        return parseKnown(text);
    }

    /** Reads a date of which everything must be known, in the same forms as {@link #parse}. */
    public static Decision<LocalDate> parseDate(@Nullable String typed) {
        return parse(typed)
                .flatMap(date -> date.exact()
                        .map(Decision::allow)
                        .orElseGet(() -> Decision.refuse(
                                date.isFull()
                                        ? Reason.of("shared.refused.date-estimated")
                                        : Reason.of("shared.refused.date-incomplete"))));
    }

    /** 令和8年4月1日; days before 1873 in the Western calendar. */
    public static String format(LocalDate date) {
        return format(PartialDate.of(date));
    }

    /** 令和8年4月1日（水）. */
    public static String formatWithWeekday(LocalDate date) {
        return format(date) + "（" + weekdayOf(date) + "）";
    }

    /** R8.4.1; days before 1873 as 1872.12.31. */
    public static String compact(LocalDate date) {
        return compact(PartialDate.of(date));
    }

    /** 昭和21年3月5日, 昭和21年3月ごろ, 昭和21年, 不明; a year or month of two eras as 1989年（昭和64年・平成元年）1月. */
    public static String format(PartialDate date) {
        if (date.isUnknown()) {
            return "不明";
        }
        List<Era> eras = erasOf(date);
        String names = eras.stream().map(era -> era.yearLabel(date.year())).collect(Collectors.joining("・"));
        String year = switch (eras.size()) {
            case 0 -> date.year() + "年";
            case 1 -> names;
            default -> date.year() + "年（" + names + "）";
        };
        return year
                + (date.month() == 0 ? "" : date.month() + "月")
                + (date.day() == 0 ? "" : date.day() + "日")
                + (date.estimated() ? "ごろ" : "");
    }

    /** S21.3.5, S21.3, S21, with ごろ for a guess, 不明; a year or month of two eras as 1989.1. */
    public static String compact(PartialDate date) {
        if (date.isUnknown()) {
            return "不明";
        }
        List<Era> eras = erasOf(date);
        String year = eras.size() == 1
                ? eras.getFirst().letter() + eras.getFirst().yearOf(date.year())
                : String.valueOf(date.year());
        return year
                + (date.month() == 0 ? "" : "." + date.month())
                + (date.day() == 0 ? "" : "." + date.day())
                + (date.estimated() ? "ごろ" : "");
    }

    private static List<Era> erasOf(PartialDate date) {
        if (date.year() < FIRST_YEAR) {
            return List.of();
        }
        Era first = date.earliest().flatMap(Era::on).orElseThrow();
        Era last = date.latest().flatMap(Era::on).orElseThrow();
        return first == last ? List.of(first) : List.of(first, last);
    }

    /** One spelling for all keyboards: half width, capitals, one separator "-", Arabic digits, no spaces. */
    private static String plain(String typed) {
        String text = Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\x{FE00}-\\x{FE0F}\\x{E0100}-\\x{E01EF}\\p{Cc}&&[^\\t\\n\\r]]", "")
                .strip()
                .replaceAll("(?<=\\d)[\\s\\p{Z}]+(?=\\d)", "-")
                .replaceAll("[\\s\\p{Z}]+", "")
                // With the input method on, the keys for . / , - give 。 ・ 、 ー.
                .replaceAll("[./,、。・·‐‑‒–—―−ー]+", "-")
                .replaceAll("-+$", "");
        return KANJI_NUMBER.matcher(text).replaceAll(found -> arabic(found.group()));
    }

    private static String arabic(String kanji) {
        String digits = kanji.chars()
                .mapToObj(c -> c == '十' ? "十" : String.valueOf("〇一二三四五六七八九".indexOf(c == '零' ? '〇' : c)))
                .collect(Collectors.joining());
        int ten = digits.indexOf('十');
        if (ten < 0) {
            return digits;
        }
        String tens = digits.substring(0, ten);
        String ones = digits.substring(ten + 1);
        boolean number = tens.length() <= 1 && ones.length() <= 1 && !ones.equals("十");
        return number ? (tens.isEmpty() ? "1" : tens) + (ones.isEmpty() ? "0" : ones) : kanji;
    }

    private static Decision<PartialDate> parseKnown(String plain) {
        String text = BORN.matcher(plain).replaceFirst("");
        Matcher about = ABOUT.matcher(text);
        boolean estimated = about.find();
        if (estimated) {
            text = BORN.matcher(about.replaceAll("")).replaceFirst("");
        }
        text = FORM_LEFT_BLANK.matcher(text).replaceFirst("");
        text = DATE_NOT_KNOWN.matcher(text).replaceFirst("");
        Matcher twoYears = OTHER_YEAR.matcher(text);
        Decision<PartialDate> date = twoYears.matches()
                ? parseNumbers(twoYears.group(1) + twoYears.group(3))
                        .flatMap(found -> inSameYear(found, twoYears.group(1), twoYears.group(2)))
                : parseNumbers(text);
        return estimated ? date.map(PartialDate::asEstimated) : date;
    }

    private static Decision<PartialDate> parseNumbers(String text) {
        for (Pattern pattern : List.of(IN_ERA, IN_ERA_PACKED)) {
            Matcher found = pattern.matcher(text);
            if (found.matches()) {
                return inEra(eraNamed(found.group(1)), found.group(2), found.group(3), found.group(4));
            }
        }
        for (Pattern pattern : List.of(WESTERN, WESTERN_PACKED)) {
            Matcher found = pattern.matcher(text);
            if (found.matches()) {
                return checked(Integer.parseInt(found.group(1)), found.group(2), found.group(3));
            }
        }
        // 080401 or 8/4/1 could be any era: a guess here would make a person decades older.
        return WITHOUT_FULL_YEAR.matcher(text).matches()
                ? Decision.refuse(Reason.of("shared.refused.date-year-missing"))
                : unreadable();
    }

    private static Era eraNamed(String typed) {
        return Arrays.stream(Era.values())
                .filter(era -> era.label().startsWith(typed) || era.letter().equals(typed))
                .findFirst()
                .orElseThrow();
    }

    private static Decision<PartialDate> inEra(
            Era era, String typedYear, @Nullable String month, @Nullable String day) {
        int year = typedYear.equals("元") ? 1 : Integer.parseInt(typedYear);
        if (year == 0) {
            return Decision.refuse(Reason.of("shared.refused.date-era-year-zero", era.label()));
        }
        return checked(era.westernYear(year), month, day).flatMap(date -> withinEra(date, era));
    }

    private static Decision<PartialDate> withinEra(PartialDate date, Era era) {
        if (date.latest().orElseThrow().isBefore(era.first())) {
            return Decision.refuse(
                    Reason.of("shared.refused.date-before-era", era.label(), monthAndDay(era.first()), format(date)));
        }
        LocalDate last = era.last().orElse(LocalDate.MAX);
        if (date.earliest().orElseThrow().isAfter(last)) {
            return Decision.refuse(Reason.of(
                    "shared.refused.date-after-era",
                    era.label(),
                    era.yearOf(last.getYear()) + "年" + monthAndDay(last),
                    format(date)));
        }
        return Decision.allow(date);
    }

    private static Decision<PartialDate> checked(int year, @Nullable String typedMonth, @Nullable String typedDay) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return Decision.refuse(Reason.of("shared.refused.date-out-of-range"));
        }
        if (typedMonth == null) {
            return Decision.allow(PartialDate.of(year));
        }
        int month = Integer.parseInt(typedMonth);
        if (month < 1 || month > 12) {
            return Decision.refuse(Reason.of("shared.refused.date-no-such-month", month));
        }
        if (typedDay == null) {
            return Decision.allow(PartialDate.of(year, month));
        }
        int day = Integer.parseInt(typedDay);
        if (day >= 1 && day <= YearMonth.of(year, month).lengthOfMonth()) {
            return Decision.allow(PartialDate.of(LocalDate.of(year, month, day)));
        }
        return Decision.refuse(
                month == 2 && day == 29
                        ? Reason.of("shared.refused.date-no-leap-day", format(PartialDate.of(year)))
                        : Reason.of("shared.refused.date-no-such-day", month, day));
    }

    private static Decision<PartialDate> inSameYear(PartialDate date, String year, String others) {
        for (String other : others.split("-", -1)) {
            Decision<PartialDate> read = parseNumbers(other);
            if (!(read instanceof Decision.Allowed<PartialDate>(PartialDate sameYear))) {
                return read;
            }
            if (sameYear.year() != date.year()) {
                return Decision.refuse(Reason.of("shared.refused.date-years-disagree", year, other));
            }
        }
        return Decision.allow(date);
    }

    private static Decision<PartialDate> onWeekday(PartialDate date, DayOfWeek weekday) {
        if (!date.isFull()) {
            return unreadable();
        }
        LocalDate day = date.earliest().orElseThrow();
        return day.getDayOfWeek() == weekday
                ? Decision.allow(date)
                : Decision.refuse(Reason.of("shared.refused.date-other-weekday", format(day), weekdayOf(day)));
    }

    private static String weekdayOf(LocalDate date) {
        return String.valueOf(WEEKDAYS.charAt(date.getDayOfWeek().getValue() - 1));
    }

    private static String monthAndDay(LocalDate date) {
        return date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
    }

    private static Decision<PartialDate> unreadable() {
        return Decision.refuse(Reason.of("shared.refused.date-unreadable"));
    }
}
