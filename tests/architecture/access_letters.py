"""Who walks through the matrix, and the answers that recur: a letter for each of them."""

WHO = ("visitor", "owner", "stranger", "trainer", "other trainer", "hr", "far hr", "admin")
# One letter for each of WHO: o opens, s is sent to sign in, f is refused by role, n "there is no such page".
EVERYBODY = "oooooooo"
ACCOUNT = "sooooooo"
OWNER = "sonnnnnn"
HR = "sffffooo"
HR_OF_UNIT = "sffffono"
UPLOADER = "sffffonn"
# HR of a part of the site does not change what is the whole site's.
ADMIN_OF_HR = "sffffnno"
TRAINERS = "sffooffo"
TRAINER_OF_COURSE = "sffonffo"
ADMIN = "sffffffo"
HR_AND_TRAINER_OF_COURSE = "sffonooo"
STAFF = "sffooooo"
# For who does not know its secret it does not exist.
SIGNED_BY_A_FORGE = "nnnnnnnn"
