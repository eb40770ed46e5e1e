from common.ids import new_public_id


def test_a_public_id_is_never_taken_for_an_option_of_a_command():
    made = {new_public_id() for _turn in range(2000)}
    assert len(made) == 2000
    assert not any(each.startswith("-") for each in made)
    assert {len(each) for each in made} == {16}
