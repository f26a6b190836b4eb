"""What kinds and states of a report are called, and what a state means to who waits for an answer."""

from lms.voice.complaints.desk.deadlines import Stage
from lms.voice.complaints.models import Kind, State
from lms.web.i18n import lazy

KINDS = {
    Kind.COMPLAINT: lazy("Complaint"),
    Kind.ASPIRATION: lazy("Aspiration"),
    Kind.INFORMATION: lazy("Request for information"),
}
KINDS_MEAN = {
    Kind.COMPLAINT: lazy("Something went wrong with a service, or with those who give it."),
    Kind.ASPIRATION: lazy("I have a wish, or an idea how a service could be better."),
    Kind.INFORMATION: lazy("I want to know something about a service or a decision."),
}
STATES = {
    State.NEW: lazy("Received"),
    State.VERIFIED: lazy("Verified"),
    State.ASSIGNED: lazy("Handed to an officer"),
    State.IN_PROGRESS: lazy("In progress"),
    State.WAITING: lazy("Waiting for the reporter"),
    State.DONE: lazy("Done"),
    State.REJECTED: lazy("Rejected"),
    State.FORWARDED: lazy("Forwarded to another agency"),
    State.ARCHIVED: lazy("Archived"),
}
STATES_MEAN = {
    State.NEW: lazy("The desk reads it and hands it to the office that it is about."),
    State.VERIFIED: lazy("It is clear enough to act upon. The desk now looks for who can mend it."),
    State.ASSIGNED: lazy("An officer has it and says next what will be done."),
    State.IN_PROGRESS: lazy("The office works on it."),
    State.WAITING: lazy("The office needs a word from you to go on. Please answer below."),
    State.DONE: lazy("The office has answered. If that is not what you need, say so below."),
    State.REJECTED: lazy("The desk cannot act upon it, for the reason given here."),
    State.FORWARDED: lazy("It is not ours to solve; the desk has handed it on."),
    State.ARCHIVED: lazy("It is closed. For anything new, please make a new report."),
}
COLOURS = {
    State.NEW: "river",
    State.VERIFIED: "river",
    State.ASSIGNED: "river",
    State.IN_PROGRESS: "river",
    State.WAITING: "amber",
    State.DONE: "leaf",
    State.REJECTED: "brick",
}
SCORES = {
    1: lazy("Very dissatisfied"),
    2: lazy("Dissatisfied"),
    3: lazy("Fair"),
    4: lazy("Satisfied"),
    5: lazy("Very satisfied"),
}
STAGES = {
    Stage.VERIFY_NEAR: lazy("Verification due soon"),
    Stage.VERIFY_OVER: lazy("Verification overdue"),
    Stage.PLAN_NEAR: lazy("Plan due soon"),
    Stage.PLAN_OVER: lazy("Plan overdue"),
    Stage.FINISH_NEAR: lazy("Answer due soon"),
    Stage.FINISH_OVER: lazy("Answer overdue"),
}
