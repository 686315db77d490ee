package kasane.conference.support;

/** 協力依頼書 on A4: what the municipality asks an agency for, and under which law. */
public record CooperationSheet(
        String date,
        String to,
        String from,
        String phone,
        String staff,
        String law,
        String called,
        String question,
        String due) {}
